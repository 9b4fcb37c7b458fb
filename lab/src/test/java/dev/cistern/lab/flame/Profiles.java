package dev.cistern.lab.flame;

import dev.cistern.lab.advise.ModelMargin;
import dev.cistern.lab.recording.Engine;
import dev.cistern.lab.recording.ProfileUnit;
import dev.cistern.lab.recording.TargetFacts;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Profiles for the tests, made of collapsed stacks. */
final class Profiles {
    static final String HOSTILE = "</script><img src=x onerror=\"document.title='owned'\">";

    private Profiles() {}

    static Profile of(String event, ProfileUnit unit, double seconds, String... lines) {
        CallTree tree = new CallTree();
        try {
            CollapsedFormat.read(
                    new ByteArrayInputStream(String.join("\n", lines).getBytes(StandardCharsets.UTF_8)),
                    "test",
                    tree,
                    (phase, fraction) -> {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return of(tree, event, unit, seconds, null, List.of());
    }

    static Profile of(
            CallTree tree,
            String event,
            ProfileUnit unit,
            double seconds,
            Profile.@Nullable Calibration calibration,
            List<String> notes) {
        return new Profile(
                tree,
                new Profile.Facts(
                        event,
                        Profile.title(event),
                        unit,
                        "async-profiler",
                        "async-profiler",
                        new TargetFacts(
                                4711,
                                "com.acme.shop.Main",
                                "OpenJDK 64-Bit Server VM 25.0.3+9-LTS",
                                25,
                                "G1",
                                2,
                                List.of(),
                                "",
                                List.of()),
                        1_764_000_000_000_000_000L,
                        seconds,
                        calibration,
                        calibration == null ? 0 : 12,
                        null,
                        false,
                        notes));
    }

    /** A shop that renders pages, with pools and caches on hit, miss and release paths. */
    static Profile shop() {
        CallTree tree = new CallTree();
        String[] lines = {
            "T.run;com.acme.shop.Shop.handle;com.acme.shop.Page.render;byte[]_[i] 412000000",
            "T.run;com.acme.shop.Shop.handle;com.acme.shop.Page.render;java.lang.StringBuilder.append;char[]_[i]"
                    + " 190000000",
            "T.run;com.acme.shop.Shop.handle;com.acme.shop.Catalog.find;com.github.benmanes.caffeine.cache.LocalManualCache.get;"
                    + "com.github.benmanes.caffeine.cache.BoundedLocalCache.doComputeIfAbsent;com.acme.shop.Catalog.load;org.postgresql.jdbc.PgStatement.executeQuery;byte[]_[i]"
                    + " 260000000",
            "T.run;com.acme.shop.Shop.handle;com.acme.shop.Catalog.find;"
                    + "com.github.benmanes.caffeine.cache.BoundedLocalCache.getIfPresent;java.lang.Object_[i] 9000000",
            "T.run;com.acme.shop.Shop.handle;com.fasterxml.jackson.databind.ObjectMapper.writeValueAsBytes;"
                    + "dev.cistern.pool.StripedPool.acquire;dev.cistern.pool.PoolBack.create;byte[]_[i] 84000000",
            "T.run;com.acme.shop.Shop.handle;com.fasterxml.jackson.databind.ObjectMapper.writeValueAsBytes;"
                    + "dev.cistern.pool.StripedPool.release;java.lang.Object_[i] 2000000",
            "T.run;io.netty.channel.AbstractChannel.write;io.netty.buffer.AbstractByteBufAllocator.buffer;io.netty.buffer.PoolArena.allocate;io.netty.buffer.PoolArena$HeapArena.newChunk;byte[]_[i]"
                    + " 31000000",
            "T.run;java.lang.ThreadLocal.get;java.lang.ThreadLocal.setInitialValue;com.acme.shop.Dates.format;"
                    + "java.text.SimpleDateFormat_[i] 12000000",
        };
        for (String line : lines) {
            int blank = line.lastIndexOf(' ');
            tree.add(
                    tree.stack(List.of(line.substring(0, blank).split(";", -1))),
                    Double.parseDouble(line.substring(blank + 1)),
                    100);
        }
        return of(
                tree,
                "alloc",
                ProfileUnit.BYTES,
                30,
                new Profile.Calibration(870e6, 1000e6, ModelMargin.of(Engine.ASYNC_PROFILER, 25, true)),
                List.of("A note."));
    }

    /** The same with every name as nasty as a class or method name can be. */
    static Profile hostile() {
        return of(
                "cpu",
                ProfileUnit.NANOSECONDS,
                10,
                "T.run;" + HOSTILE + ".x;<!--.y;\u202eevil\u2028.z;\u001b[31mred.m 1000000000",
                "T.run;" + HOSTILE + ".x;java.lang.ThreadLocal.get;&quot;.q 500000000");
    }

    /** A tree of exactly this many boxes, deep and wide as those of real servers. */
    static Profile big(int boxes) {
        SplittableRandom random = new SplittableRandom(11);
        CallTree tree = new CallTree();
        List<List<String>> stacks = new ArrayList<>();
        while (tree.size() - 1 < boxes) {
            List<String> stack = new ArrayList<>();
            if (!stacks.isEmpty() && random.nextInt(10) > 0) {
                List<String> other = stacks.get(random.nextInt(stacks.size()));
                stack.addAll(other.subList(0, 1 + random.nextInt(Math.min(120, other.size()))));
            }
            int more = Math.min(1 + random.nextInt(25), boxes - (tree.size() - 1));
            for (int i = 0; i < more; i++) {
                stack.add("com.acme.p" + random.nextInt(40) + ".Class" + random.nextInt(60) + ".method"
                        + random.nextInt(20));
            }
            stacks.add(stack);
            tree.add(tree.stack(stack), 1_000_000 + random.nextInt(40_000_000), 1);
        }
        return of(tree, "cpu", ProfileUnit.NANOSECONDS, 60, null, List.of());
    }
}
