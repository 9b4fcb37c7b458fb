package dev.cistern.cli;

import dev.cistern.lab.shell.TerminalStyle;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A report in all its forms, each made when it is wanted.
 *
 * @param text for a terminal
 * @param json after its published schema
 * @param html as a page that opens offline
 */
record Rendering(Function<TerminalStyle, String> text, Supplier<String> json, Supplier<String> html) {}
