/**
 * What every report is made of: the HTML page with its parts, the server that shows it live, and the terminal's text.
 *
 * <p>An instrument makes a page so:
 *
 * {@snippet :
 * Page.Document document = new Page("gc", "cistern gc: Main").render(html -> {
 *     html.open("section", "class", "answer", "aria-labelledby", "answer");
 *     html.element("h1", "Allocation falls and idle heap rises: it pays.", "id", "answer");
 *     html.close();
 *     html.open("section", "class", "card", "aria-labelledby", "heap");
 *     html.element("h2", "The heap", "id", "heap");
 *     new SeriesChart("Heap in use and committed", SeriesChart.Unit.BYTES)
 *             .line("used", seconds, used)
 *             .steps("committed", seconds, committed)
 *             .mark(12.5, "allocation began to stall", true)
 *             .write(html);
 *     html.close();
 *     new Table("Pauses by cause").column("Cause").number("Longest")
 *             .row(Table.cell("G1 Evacuation Pause"), Table.cell(Figures.duration(0.0083), 0.0083))
 *             .write(html);
 * });
 * Files.writeString(file, document.html());                       // one file that opens offline
 * PageServer.start(8080).page("/", () -> documentOfThisMoment());  // the same, live on loopback
 * }
 *
 * <ul>
 *   <li>{@link dev.cistern.lab.shell.Html} escapes all that passes through it; there is no way to add ready-made markup.
 *       Data for a script goes through {@link dev.cistern.lab.shell.Html#json}. No {@code style} attributes and no event
 *       handlers as attributes: the page's policy refuses both. What has to have a size or place from data is an
 *       SVG element with attributes, or is drawn by a script.
 *   <li>Text of a target passes {@link dev.cistern.lab.shell.Printable} on its way: {@code Html.text} does so by itself, what
 *       goes into JSON is to be set as {@code textContent} or drawn on a canvas, never as {@code innerHTML}.
 *   <li>A style sheet or script of an instrument's own lies beside its class and is asked for by
 *       {@code html.needs(Asset.beside(MyPage.class, "my.js"))}. Scripts run after the page's own, which gives them
 *       {@code cistern.mount(selector, (element, state) => …)}: called for each such element when the page is there and
 *       again when a live page was exchanged, with an object that outlives the exchange;
 *       {@code cistern.data(element)}: the parsed JSON block in it; {@code cistern.color("brand")}: a colour of the theme
 *       at hand; {@code cistern.onTheme(function)}: called when that changes, to draw anew.
 *   <li>Classes of the style sheet to use: {@code answer} (first section, with {@code h1}, {@code p.why}, {@code dl.facts},
 *       {@code p.banner}), {@code section.card}, {@code badge pays|undecided|harm}, {@code plain} (list),
 *       {@code rows} (definition list), {@code fine} (small print), {@code tool} (button), {@code heading} (an
 *       {@code h2} with tools beside it).
 *   <li>A live page is a {@link dev.cistern.lab.shell.Page} on which {@code live(Duration)} was called, served by a
 *       {@link dev.cistern.lab.shell.PageServer}; it fetches itself and exchanges its main part when it changed.
 *   <li>{@link dev.cistern.lab.shell.Figures} writes figures for people; {@link dev.cistern.lab.shell.TerminalWriter} the
 *       80 columns of a terminal.
 * </ul>
 */
@NullMarked
package dev.cistern.lab.shell;

import org.jspecify.annotations.NullMarked;
