package dev.cistern.lab.shell;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The page that all HTML reports share: one self-contained file with its styles, its scripts, the header and the theme.
 *
 * <p>The content security policy admits each style and script by its digest and nothing else: no request leaves the page,
 * and markup that got into it could not run. A page that is {@link #live} may ask its own server, and no other,
 * for its next state. Not thread-safe; make one for each document.
 */
public final class Page {
    /** No text of a target can hold it, since its angle brackets would be written out. */
    private static final String MAIN = "<main id=\"main\">";

    private static final Asset STYLE = Asset.beside(Page.class, "page.css");
    private static final Asset SCRIPT = Asset.beside(Page.class, "page.js");

    /**
     * A finished page.
     *
     * @param html the whole document
     * @param policy its content security policy, for the header of a server; the document carries it too
     */
    public record Document(String html, String policy) {
        /**
         * The same document with something at the top of its main part.
         *
         * @param writing writes it; it must need no style or script, which the policy would not admit
         * @return the new document
         */
        public Document above(Consumer<Html> writing) {
            Html above = new Html();
            writing.accept(above);
            if (!above.assets().isEmpty()) {
                throw new IllegalArgumentException(
                        "what is put above a finished document must need no style or script");
            }
            int at = html.indexOf(MAIN) + MAIN.length();
            return new Document(html.substring(0, at) + above + html.substring(at), policy);
        }
    }

    private final String instrument;
    private final String title;
    private Duration refresh = Duration.ZERO;

    /**
     * A page of one instrument.
     *
     * @param instrument the command it is the report of, {@code advise}
     * @param title what the browser shows for it
     */
    public Page(String instrument, String title) {
        this.instrument = instrument;
        this.title = title;
    }

    /**
     * Lets the page fetch itself anew while it is served, and exchange what changed without losing its place.
     *
     * @param every how long to wait between two looks, at least a millisecond; zero for a page that does not look
     * @return this page
     */
    public Page live(Duration every) {
        if (!every.isZero() && every.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "a live page looks at least a millisecond apart, or never for zero, but was " + every);
        }
        refresh = every;
        return this;
    }

    /**
     * The whole document.
     *
     * @param body writes what stands between header and footer
     * @return the document with its policy
     */
    public Document render(Consumer<Html> body) {
        Html html = new Html();
        header(html);
        html.open("main", "id", "main");
        body.accept(html);
        html.close();
        footer(html);
        List<Asset> assets = new ArrayList<>(List.of(STYLE, SCRIPT));
        assets.addAll(html.assets());
        String policy = policy(assets);
        String live = isLive() ? " data-live=\"" + refresh.toMillis() + "\"" : "";
        return new Document(
                "<!doctype html>\n<html lang=\"en\"" + live + ">\n<head>\n" + head(assets, policy) + "</head>\n<body>\n"
                        + html + "</body>\n</html>\n",
                policy);
    }

    private boolean isLive() {
        return !refresh.isZero();
    }

    private String head(List<Asset> assets, String policy) {
        Html head = new Html();
        head.open("meta", "charset", "utf-8");
        head.open("meta", "http-equiv", "Content-Security-Policy", "content", policy);
        head.open("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        head.open("meta", "name", "color-scheme", "content", "light dark");
        head.open("meta", "name", "referrer", "content", "no-referrer");
        head.element("title", title);
        StringBuilder text = new StringBuilder(head.toString()).append('\n');
        for (Asset asset : assets) {
            String tag = asset.isStyle() ? "style" : "script";
            text.append('<').append(tag).append('>').append(asset.text());
            text.append("</").append(tag).append(">\n");
        }
        return text.toString();
    }

    private String policy(List<Asset> assets) {
        return "default-src 'none'; style-src " + digests(assets, true) + "; script-src "
                + digests(assets, false) + (isLive() ? "; connect-src 'self'" : "")
                + "; base-uri 'none'; form-action 'none'";
    }

    private static String digests(List<Asset> assets, boolean styles) {
        return assets.stream()
                .filter(asset -> asset.isStyle() == styles)
                .map(Asset::digest)
                .collect(Collectors.joining(" "));
    }

    private void header(Html html) {
        html.element("a", "Skip to the report", "class", "skip", "href", "#main");
        html.open("header", "class", "bar");
        html.open("span", "class", "brand");
        logo(html);
        html.element("b", "Cistern")
                .element("span", instrument, "class", "instrument")
                .close();
        html.open("span", "class", "controls");
        if (isLive()) {
            html.element("span", "live", "class", "live", "id", "live", "role", "status");
        }
        html.element(
                "button", "Theme: auto", "type", "button", "id", "theme", "hidden", "", "title", "Auto, light or dark");
        html.close().close();
    }

    private void footer(Html html) {
        String place = isLive()
                ? "It is served on this machine only and loads nothing from elsewhere."
                : "This file opens offline and loads nothing.";
        html.open("footer")
                .element("p", "Written by cistern " + instrument + ". " + place)
                .close();
    }

    /** A vaulted basin with water in it. */
    private static void logo(Html html) {
        html.open("svg", "viewBox", "0 0 24 24", "class", "logo", "aria-hidden", "true");
        html.open("path", "class", "vault", "d", "M3 21V11a9 9 0 0 1 18 0v10z");
        html.open("path", "class", "water", "d", "M3 15q2.25-2 4.5 0t4.5 0t4.5 0t4.5 0v6H3z");
        html.close();
    }
}
