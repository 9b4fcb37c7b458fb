package dev.cistern.lab.recording;

/** What the weights of a profile count. */
public enum ProfileUnit {
    /** Nanoseconds. */
    NANOSECONDS("nanoseconds"),
    /** Bytes. */
    BYTES("bytes"),
    /** Samples, whose weight in time or bytes is not known. */
    SAMPLES("samples");

    private final String label;

    ProfileUnit(String label) {
        this.label = label;
    }

    /** {@return its name in files} */
    public String label() {
        return label;
    }
}
