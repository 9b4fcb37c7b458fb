package dev.cistern.cache;

/** What is to be stored. */
record NewEntry(Object key, int hash, Object value, Terms terms) {
    /** {@return how much it weighs} */
    int weight() {
        return terms.weight();
    }
}
