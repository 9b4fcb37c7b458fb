package dev.cistern.lab.probe;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The numbers by which instrumented code tells what happens where: kind, place and group in one int. */
final class Codes {
    static final int BORN = 0;
    static final int SEEN = 1;
    static final int KEY = 2;
    static final int LOCK = 3;
    static final int STATIC = 4;

    /** Stands for any group, where the type of what is in hand is not known. */
    static final int ANY = 255;

    private static final int MOST_PLACES = 0xffff;

    private final List<String> places = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();

    static int born(int site) {
        return site;
    }

    int at(int kind, String place, int group) {
        int number = numbers.computeIfAbsent(place, name -> {
            places.add(name);
            return places.size() - 1;
        });
        return kind << 24 | Math.min(number, MOST_PLACES) << 8 | group;
    }

    /** {@return the place of that number; empty where there is none} */
    String place(int number) {
        return number < 0 || number >= places.size() ? "" : places.get(number);
    }
}
