package dev.cistern.lab.report;

import dev.cistern.lab.advise.SiteAdvice;
import dev.cistern.lab.shell.Names;
import dev.cistern.lab.shell.Printable;

/** What an allocation site is called on one line. */
final class SiteNames {
    private SiteNames() {}

    /** {@return what is allocated where, {@code byte[] in Parser.read}} */
    static String of(SiteAdvice site) {
        return Printable.line(Names.simpleClass(site.className())) + " in "
                + Printable.line(Names.simpleMethod(site.method()));
    }
}
