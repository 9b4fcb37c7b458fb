package dev.cistern.experiments.boundaries;

/** One measured figure on its way from the process that measured it: a line {@code chart<TAB>label<TAB>value}. */
record Figure(String chart, String label, double value) {
    static final String NOTE = "note";

    String line() {
        return chart + "\t" + label + "\t" + value;
    }

    static Figure parse(String line) {
        String[] parts = line.split("\t", -1);
        if (parts.length != 3) {
            throw new IllegalStateException("expected chart, label and value, but the experiment printed: " + line);
        }
        return new Figure(parts[0], parts[1], Double.parseDouble(parts[2]));
    }
}
