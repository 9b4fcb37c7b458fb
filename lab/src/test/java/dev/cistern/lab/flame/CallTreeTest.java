package dev.cistern.lab.flame;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class CallTreeTest {
    @Test
    void stack_manyRandomStacks_haveTheWeightsOfAPlainMap() {
        SplittableRandom random = new SplittableRandom(7);
        CallTree tree = new CallTree();
        Map<List<String>, Double> expected = new HashMap<>();
        for (int i = 0; i < 100_000; i++) {
            List<String> stack = new ArrayList<>();
            for (int depth = 1 + random.nextInt(12); depth > 0; depth--) {
                stack.add("f" + random.nextInt(6));
            }
            tree.add(tree.stack(stack), i % 7, 1);
            expected.merge(stack, (double) (i % 7), Double::sum);
        }
        Map<List<String>, Double> found = new HashMap<>();
        tree.forEachEnd(node -> found.put(tree.path(node), tree.self(node)));
        assertThat(found).isEqualTo(expected);
        assertThat(tree.sampleCount()).isEqualTo(100_000);
    }

    @Test
    void totals_ofANode_areThoseOfAllBelow() {
        CallTree tree = new CallTree();
        tree.add(tree.stack(List.of("a", "b")), 3, 1);
        tree.add(tree.stack(List.of("a", "c")), 4, 1);
        tree.add(tree.stack(List.of("a")), 5, 1);
        int a = tree.stack(List.of("a"));
        assertThat(tree.totals()[a]).isEqualTo(12);
        assertThat(tree.self(a)).isEqualTo(5);
        assertThat(tree.totals()[CallTree.ROOT]).isEqualTo(tree.total()).isEqualTo(12);
    }

    @Test
    void addAll_twoTrees_isTheirSumScaled() {
        CallTree one = new CallTree();
        one.add(one.stack(List.of("a", "b")), 3, 1);
        CallTree other = new CallTree();
        other.add(other.stack(List.of("x")), 1, 1);
        other.add(other.stack(List.of("a", "b")), 10, 2);
        one.addAll(other, 0.5);
        one.addAllAsBase(other, 2);
        int ab = one.stack(List.of("a", "b"));
        assertThat(one.self(ab)).isEqualTo(8);
        assertThat(one.samples(ab)).isEqualTo(3);
        assertThat(one.base(ab)).isEqualTo(20);
        assertThat(one.baseTotal()).isEqualTo(22);
    }

    @Test
    void frameSums_recursion_countsEachSampleOnce() {
        CallTree tree = new CallTree();
        tree.add(tree.stack(List.of("a", "b", "a", "b", "a")), 2, 1);
        FrameSums.Sum a = FrameSums.of(tree).getFirst();
        assertThat(a.frame()).isEqualTo("a");
        assertThat(a.total()).isEqualTo(2);
        assertThat(a.self()).isEqualTo(2);
    }
}
