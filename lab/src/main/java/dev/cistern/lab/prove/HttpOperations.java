package dev.cistern.lab.prove;

import dev.cistern.lab.recording.OperationSource;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks a page of the program for the number of operations so far: the first number in its text. */
final class HttpOperations implements OperationSource {
    private static final Pattern NUMBER = Pattern.compile("\\d+(\\.\\d+)?([eE][+-]?\\d+)?");
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final URI uri;
    private final List<Reading> readings = new ArrayList<>();
    private String problem = "it was not asked for";

    HttpOperations(URI uri) {
        this.uri = uri;
    }

    @Override
    public void poll() {
        try (HttpClient client =
                HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(uri).timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
            Matcher number = NUMBER.matcher(answer.body());
            if (answer.statusCode() != 200 || !number.find()) {
                problem = uri + " must answer 200 with a number, but answered " + answer.statusCode();
                return;
            }
            readings.add(new Reading(StdoutOperations.now(), Double.parseDouble(number.group())));
        } catch (IOException e) {
            problem = uri + " does not answer: " + e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            problem = "interrupted while it was asked for";
        }
    }

    @Override
    public List<Reading> readings() {
        return List.copyOf(readings);
    }

    @Override
    public String problem() {
        return readings.size() < 2 ? problem : "";
    }
}
