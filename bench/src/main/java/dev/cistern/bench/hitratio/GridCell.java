package dev.cistern.bench.hitratio;

import java.util.ArrayList;
import java.util.List;

/**
 * A trace at a size.
 *
 * @param trace a short name
 * @param file in the folder of traces
 * @param size how many entries the cache holds
 * @param application whether the trace is of an application, and not made to test policies or of a CPU
 * @param heldOut whether no policy was tuned on the trace
 */
record GridCell(String trace, String file, int size, boolean application, boolean heldOut) {
    /** The 48 cells of the grid. What is held out was decided before the first policy was tried. */
    static List<GridCell> grid() {
        List<GridCell> cells = new ArrayList<>();
        synthetic(cells, "2pools", "lirs-2_pools", 100, 200, 450, 1_000);
        synthetic(cells, "sprite", "lirs-sprite", 100, 250, 500, 1_000);
        synthetic(cells, "loop", "lirs-loop", 256, 512, 768);
        synthetic(cells, "gli", "lirs-gli", 500, 1_000, 1_500);
        synthetic(cells, "ps", "lirs-ps", 500, 1_000, 2_000);
        synthetic(cells, "cs", "lirs-cs", 500, 1_000);
        synthetic(cells, "cpp", "lirs-cpp", 50, 100, 300);
        application(cells, "web12", "cache2k-web12", false, 500, 1_000, 2_000);
        application(cells, "corda", "corda-vaultservice", false, 512, 1_024, 4_096);
        application(cells, "oltp", "arc-oltp", false, 500, 1_000, 2_000, 8_000);
        application(cells, "scarab", "scarab-recs", false, 10_000, 25_000, 50_000, 100_000);
        application(cells, "gradle", "gradle-build-cache", false, 1_000, 5_000);
        application(cells, "orm", "cache2k-orm-night", true, 1_000, 5_000, 20_000);
        application(cells, "p6", "arc-p6", true, 5_000, 20_000, 80_000);
        heldOut(cells, "gcc", "address-gcc-line64", 100, 500);
        heldOut(cells, "twolf", "address-twolf-line64", 50, 200);
        return cells;
    }

    private static void synthetic(List<GridCell> cells, String trace, String file, int... sizes) {
        add(cells, trace, file, false, false, sizes);
    }

    private static void application(List<GridCell> cells, String trace, String file, boolean heldOut, int... sizes) {
        add(cells, trace, file, true, heldOut, sizes);
    }

    private static void heldOut(List<GridCell> cells, String trace, String file, int... sizes) {
        add(cells, trace, file, false, true, sizes);
    }

    private static void add(
            List<GridCell> cells, String trace, String file, boolean application, boolean heldOut, int... sizes) {
        for (int size : sizes) {
            cells.add(new GridCell(trace, file + ".idz.gz", size, application, heldOut));
        }
    }
}
