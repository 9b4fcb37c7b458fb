package dev.cistern.experiments.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The orders of all customers, made up once from a fixed seed. */
final class OrderBook {
    private static final int CUSTOMERS = 500;
    private static final int LINES = 60;
    private static final String[] ARTICLES = {
        "valve, brass, 1/2 inch",
        "gasket, rubber, set of ten",
        "pipe, copper, 15 mm",
        "pump, submersible, 400 W",
        "float switch",
        "tank, 1000 l",
        "filter, fine, 100 µm"
    };

    private record Line(long order, int article, int quantity) {}

    private final List<List<Line>> linesByCustomer = new ArrayList<>(CUSTOMERS);

    OrderBook() {
        Random random = new Random(20261123);
        for (int customer = 0; customer < CUSTOMERS; customer++) {
            List<Line> lines = new ArrayList<>(LINES);
            for (int i = 0; i < LINES; i++) {
                lines.add(new Line(customer * 1000L + i / 4, random.nextInt(ARTICLES.length), 1 + random.nextInt(20)));
            }
            linesByCustomer.add(lines);
        }
    }

    List<PricedLine> pricedLines(int customer) {
        List<Line> lines = linesByCustomer.get(customer % CUSTOMERS);
        List<PricedLine> priced = new ArrayList<>(lines.size());
        for (Line line : lines) {
            priced.add(price(line));
        }
        return priced;
    }

    private static PricedLine price(Line line) {
        return new PricedLine(line.order, ARTICLES[line.article], line.quantity, 995L + 250L * line.article);
    }
}
