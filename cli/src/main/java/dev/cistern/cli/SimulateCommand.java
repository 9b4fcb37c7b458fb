package dev.cistern.cli;

import dev.cistern.lab.LabException;
import dev.cistern.simulator.Contender;
import dev.cistern.simulator.CurveChart;
import dev.cistern.simulator.ReportJson;
import dev.cistern.simulator.ReportText;
import dev.cistern.simulator.Simulation;
import dev.cistern.simulator.SimulationReport;
import dev.cistern.simulator.Sizes;
import dev.cistern.simulator.Trace;
import dev.cistern.simulator.TraceException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cistern simulate}: what hit ratio would which policy have at which size? */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        version = Cistern.VERSION,
        sortOptions = false,
        customSynopsis = {
            "cistern simulate [OPTIONS] FILE               replays a trace",
            "       cistern simulate [OPTIONS] zipf:0.99          generates one; also loop, scan, shift, feed"
        },
        description = {
            "Replays requests through the cache's own policies at several sizes, beside the best that any policy could do.",
            ""
        },
        footer = {
            "",
            "Files: .idz.gz, .lis (ARC), .trc or .lirs (LIRS), any other with a key a line; each also with .gz.",
            "Generated: KIND:VALUE,keys=100k,requests=1m,seed=1 and more settings; the guide has them all.",
            "Policies: adaptive, lru, lru-k:K, lfu, hybrid, hybrid:W, s3-fifo:SHARE, sieve, lirs, w-tinylfu:SHARE.",
            "Ctrl-C ends the simulation and reports on what there is.",
            "Exit codes: 0 done, 3 bad input, 4 an error of Cistern's own, 130 interrupted before anything was done."
        })
final class SimulateCommand implements Callable<Integer> {
    private static final String STANDARD_OUTPUT = "-";

    private final Interruption interruption;

    @Parameters(arity = "1", paramLabel = "TRACE", description = "a trace file, or what to generate")
    private String source = "";

    @Option(
            names = "--sizes",
            paramLabel = "N,N",
            description = "entries that the caches hold, such as 1000,10k; default: eight, up to half of the keys")
    private @Nullable String sizes;

    @Option(
            names = "--policies",
            paramLabel = "NAME",
            split = ",",
            description = "what to compare; default adaptive,lru,lfu,s3-fifo,lirs,w-tinylfu")
    private List<String> policies = List.of();

    @Option(names = "--seeds", paramLabel = "N", description = "runs of which the median counts; 1 to 99, default 1")
    private int seeds = 1;

    @Option(names = "--csv", paramLabel = "FILE", description = "write a line for each policy and size")
    private @Nullable String csv;

    @Option(names = "--html", paramLabel = "FILE", description = "write a page with the miss-ratio curves")
    private @Nullable String html;

    @Option(names = "--svg", paramLabel = "FILE", description = "write the miss-ratio curves as a picture")
    private @Nullable String svg;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "write the figures as JSON; - for the standard output, and then nothing else goes there")
    private @Nullable String json;

    @Option(names = "--quiet", description = "print no progress")
    private boolean quiet;

    SimulateCommand(Interruption interruption) {
        this.interruption = interruption;
    }

    @Override
    public Integer call() {
        try {
            simulate();
            return 0;
        } catch (TraceException e) {
            throw new LabException.BadInput(String.valueOf(e.getMessage()), e);
        }
    }

    private void simulate() {
        boolean jsonToOutput = STANDARD_OUTPUT.equals(json);
        List<Output> outputs = outputs(jsonToOutput);
        outputs.forEach(output -> output.file().check());
        if (seeds > 99) {
            throw new LabException.BadInput("--seeds must be from 1 to 99, but was " + seeds);
        }
        List<Contender> contenders = policies.isEmpty()
                ? Contender.usual()
                : policies.stream().map(Contender::ofPolicy).toList();
        @Nullable List<Integer> wanted = sizes == null ? null : Sizes.parse(sizes);
        ProgressLine progress = new ProgressLine(System.err, manner(), Duration.ZERO);
        AtomicBoolean goOn = new AtomicBoolean(true);
        interruption.react(() -> goOn.set(false));
        progress.report("reading " + source, 0);
        Trace trace = Trace.of(source);
        SimulationReport report = new Simulation(trace, wanted == null ? Sizes.usual(trace) : wanted, contenders, seeds)
                .run((what, share) -> {
                    progress.report(what, share);
                    return goOn.get();
                });
        progress.clear();
        if (report.cells().isEmpty()) {
            throw new LabException.Interrupted("interrupted before anything was simulated");
        }
        PrintStream readable = jsonToOutput ? System.err : System.out;
        if (jsonToOutput) {
            System.out.print(ReportJson.render(report));
        }
        readable.print(ReportText.table(report));
        outputs.forEach(output -> output.file().write(output.renderer().render(report)));
    }

    private interface Renderer {
        String render(SimulationReport report);
    }

    private record Output(ReportFile file, Renderer renderer) {}

    private List<Output> outputs(boolean jsonToOutput) {
        List<Output> outputs = new ArrayList<>();
        add(outputs, "--csv", csv, ReportText::csv);
        add(outputs, "--html", html, CurveChart::html);
        add(outputs, "--svg", svg, CurveChart::svg);
        if (!jsonToOutput) {
            add(outputs, "--json", json, ReportJson::render);
        }
        return outputs;
    }

    private static void add(List<Output> outputs, String option, @Nullable String name, Renderer renderer) {
        if (name == null) {
            return;
        }
        ReportFile file = ReportFile.of(option, name);
        for (Output other : outputs) {
            if (other.file()
                    .path()
                    .toAbsolutePath()
                    .normalize()
                    .equals(file.path().toAbsolutePath().normalize())) {
                throw new LabException.BadInput(
                        other.file().option() + " and " + option + " must be two files, but both are " + name);
            }
        }
        outputs.add(new Output(file, renderer));
    }

    private ProgressLine.Manner manner() {
        if (quiet) {
            return ProgressLine.Manner.SILENT;
        }
        return Terminal.ofThisProcess(false).errIsTerminal() ? ProgressLine.Manner.UPDATED : ProgressLine.Manner.LINES;
    }
}
