package dev.cistern.lab.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.function.Consumer;

/**
 * The page that all HTML reports share: one self-contained file with its style, its script, the header and the theme.
 *
 * <p>The content security policy admits the style and the script by their digests and nothing else: no request leaves
 * the page, and markup that got into it could not run. The script only adds comfort; a page reads the same without it.
 */
final class HtmlPage {
    private static final String STYLE = resource("page.css");
    private static final String SCRIPT = resource("page.js");

    private final String instrument;
    private final String title;

    /**
     * A page of one instrument.
     *
     * @param instrument the command it is the report of, {@code advise}
     * @param title what the browser shows for it
     */
    HtmlPage(String instrument, String title) {
        this.instrument = instrument;
        this.title = title;
    }

    /** {@return the whole document around what {@code body} writes} */
    String render(Consumer<Html> body) {
        Html html = new Html();
        header(html);
        html.open("main", "id", "main");
        body.accept(html);
        html.close();
        html.open("footer")
                .element("p", "Written by cistern " + instrument + ". This file opens offline and loads nothing.");
        html.close();
        return "<!doctype html>\n<html lang=\"en\">\n<head>\n" + head() + "</head>\n<body>\n" + html
                + "</body>\n</html>\n";
    }

    private String head() {
        Html head = new Html();
        head.open("meta", "charset", "utf-8");
        head.open("meta", "http-equiv", "Content-Security-Policy", "content", policy());
        head.open("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        head.open("meta", "name", "color-scheme", "content", "light dark");
        head.open("meta", "name", "referrer", "content", "no-referrer");
        head.element("title", title);
        return head + "\n<style>" + STYLE + "</style>\n<script>" + SCRIPT + "</script>\n";
    }

    private static String policy() {
        return "default-src 'none'; style-src '" + digest(STYLE) + "'; script-src '" + digest(SCRIPT)
                + "'; base-uri 'none'; form-action 'none'";
    }

    private void header(Html html) {
        html.element("a", "Skip to the report", "class", "skip", "href", "#main");
        html.open("header", "class", "bar");
        html.open("span", "class", "brand");
        logo(html);
        html.element("b", "Cistern")
                .element("span", instrument, "class", "instrument")
                .close();
        html.element(
                "button", "Theme: auto", "type", "button", "id", "theme", "hidden", "", "title", "Auto, light or dark");
        html.close();
    }

    /** A vaulted basin with water in it. */
    private static void logo(Html html) {
        html.open("svg", "viewBox", "0 0 24 24", "class", "logo", "aria-hidden", "true");
        html.open("path", "class", "vault", "d", "M3 21V11a9 9 0 0 1 18 0v10z");
        html.open("path", "class", "water", "d", "M3 15q2.25-2 4.5 0t4.5 0t4.5 0t4.5 0v6H3z");
        html.close();
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static String resource(String name) {
        try (InputStream stream = HtmlPage.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("the resource " + name + " is missing from the jar");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
