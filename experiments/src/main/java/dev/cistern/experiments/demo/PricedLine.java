package dev.cistern.experiments.demo;

/** One line of an order with today's price; immutable. */
record PricedLine(long order, String article, int quantity, long priceCents) {
    long totalCents() {
        return quantity * priceCents;
    }
}
