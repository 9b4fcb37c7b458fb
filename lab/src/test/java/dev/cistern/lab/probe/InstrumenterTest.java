package dev.cistern.lab.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cistern.lab.recording.Frame;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** What is put into classes; that it works in a JVM that runs, an integration test shows. */
final class InstrumenterTest {
    private static final String OWN = InstrumenterTest.class.getName();
    private static final String ITEM = OWN + "$Item";

    private final Codes codes = new Codes();

    @Test
    void births_newObject_oneCallAfterItsConstructor() throws IOException {
        assertThat(kinds(instrumented(Maker.class, born("make", 0)), "make")).containsExactly(Codes.BORN);
    }

    @Test
    void births_newArray_oneCall() throws IOException {
        ProbePlan.Planned site = new ProbePlan.Planned(
                new ProbeReport.SiteKey("byte[]", List.of()),
                new Frame(Maker.class.getName(), "bytes", "()[B", 0),
                Optional.empty());
        assertThat(kinds(instrumented(Maker.class, site), "bytes")).containsExactly(Codes.BORN);
    }

    @Test
    void births_returnedByTheJdk_oneCallAfterTheCall() throws IOException {
        ProbePlan.Planned site = new ProbePlan.Planned(
                new ProbeReport.SiteKey("byte[]", List.of()),
                new Frame(Maker.class.getName(), "copy", "([B)[B", 0),
                Optional.of(new Frame("java.util.Arrays", "copyOf", "([BI)[B", 0)));
        assertThat(kinds(instrumented(Maker.class, site), "copy"))
                .as("a parameter, the copy born and in hand")
                .containsExactlyInAnyOrder(Codes.SEEN, Codes.BORN, Codes.SEEN);
    }

    @Test
    void uses_parameterFieldCastKeyLockAndStatic_eachATold() throws IOException {
        byte[] made = instrumented(User.class, born("make", 0));
        assertThat(kinds(made, "parameter")).containsExactly(Codes.SEEN);
        assertThat(kinds(made, "field")).containsExactly(Codes.SEEN);
        assertThat(kinds(made, "cast")).containsExactly(Codes.SEEN);
        assertThat(kinds(made, "put")).containsExactly(Codes.KEY);
        assertThat(kinds(made, "merge")).containsExactly(Codes.KEY);
        assertThat(kinds(made, "contains")).containsExactly(Codes.KEY);
        assertThat(kinds(made, "hash")).containsExactly(Codes.KEY);
        assertThat(kinds(made, "lock")).contains(Codes.LOCK);
        assertThat(kinds(made, "store")).contains(Codes.STATIC);
        assertThat(kinds(made, "nothing")).isEmpty();
    }

    @Test
    void ownMethods_receiverToldAndHashCodeIsAKey() throws IOException {
        byte[] made = instrumented(Item.class, born("make", 0));
        assertThat(kinds(made, "touch")).containsExactly(Codes.SEEN);
        assertThat(kinds(made, "hashCode")).containsExactly(Codes.KEY);
        assertThat(kinds(made, "<init>")).as("not yet an object there").isEmpty();
    }

    @Test
    void queueOfTheJdk_whatItGivesOutIsTold() throws IOException {
        byte[] made = instrumented(ArrayBlockingQueue.class, born("make", 0));
        assertThat(kinds(made, "take")).containsExactly(Codes.SEEN);
        assertThat(kinds(made, "put")).isEmpty();
    }

    @Test
    void instrumentedClasses_verifiedByTheJvm() throws Exception {
        Map<String, byte[]> made = new HashMap<>();
        for (Class<?> type : List.of(Maker.class, User.class, Item.class)) {
            made.put(type.getName(), instrumented(type, born("make", 0)));
        }
        Loader loader = new Loader(made);
        for (String name : made.keySet()) {
            Class<?> loaded = Class.forName(name, true, loader);
            assertThat(loaded.getClassLoader()).isSameAs(loader);
            assertThat(loaded.getDeclaredMethods()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {Opcodes.V1_8, Opcodes.V1_7})
    void olderClass_liftedToWhatHasConstants(int version) throws IOException {
        byte[] made = instrumented(withVersion(bytesOf(Maker.class), version), born("make", 0));
        assertThat(node(Objects.requireNonNull(made)).version).isEqualTo(Opcodes.V11);
    }

    @Test
    void classWithoutFrames_leftAlone() throws IOException {
        assertThat(instrumenter(born("make", 0)).instrument(withVersion(bytesOf(Maker.class), Opcodes.V1_5)))
                .isNull();
    }

    @Test
    void classThatHasNothingToDoWithIt_leftAlone() throws IOException {
        assertThat(instrumenter(born("make", 0)).instrument(bytesOf(Stranger.class)))
                .isNull();
    }

    private static ProbePlan.Planned born(String method, int line) {
        return new ProbePlan.Planned(
                new ProbeReport.SiteKey(ITEM, List.of()),
                new Frame(Maker.class.getName(), method, "", line),
                Optional.empty());
    }

    private Instrumenter instrumenter(ProbePlan.Planned site) {
        ProbePlan plan = new ProbePlan(List.of(site));
        return new Instrumenter(plan, codes, new Sightings(plan.groups(), Set.of()));
    }

    private byte[] instrumented(Class<?> type, ProbePlan.Planned site) throws IOException {
        return Objects.requireNonNull(instrumented(bytesOf(type), site));
    }

    private byte @Nullable [] instrumented(byte[] bytes, ProbePlan.Planned site) {
        return instrumenter(site).instrument(bytes);
    }

    private static byte[] bytesOf(Class<?> type) throws IOException {
        try (InputStream bytes = type.getResourceAsStream(
                type.getName().substring(type.getPackageName().length() + 1) + ".class")) {
            return Objects.requireNonNull(bytes).readAllBytes();
        }
    }

    private static byte[] withVersion(byte[] bytes, int version) {
        ClassWriter writer = new ClassWriter(0);
        new ClassReader(bytes)
                .accept(
                        new ClassVisitor(Opcodes.ASM9, writer) {
                            @Override
                            public void visit(
                                    int was, int access, String name, String signature, String above, String[] of) {
                                super.visit(version, access, name, signature, above, of);
                            }
                        },
                        0);
        return writer.toByteArray();
    }

    private static ClassNode node(byte[] bytes) {
        ClassNode node = new ClassNode();
        new ClassReader(bytes).accept(node, 0);
        return node;
    }

    /** The kinds of the calls that were put into a method, in the order of the code. */
    private static List<Integer> kinds(byte[] bytes, String method) {
        List<Integer> kinds = new ArrayList<>();
        for (MethodNode one : node(bytes).methods) {
            if (one.name.equals(method) && !Modifier.isAbstract(one.access)) {
                Stream.of(one.instructions.toArray())
                        .filter(instruction -> instruction instanceof MethodInsnNode call
                                && call.owner.equals("java/util/function/ObjIntConsumer"))
                        .map(call -> (Integer) ((LdcInsnNode) call.getPrevious()).cst >>> 24)
                        .forEach(kinds::add);
            }
        }
        return kinds;
    }

    /** Loads some classes from bytes, and all else as usual. */
    private static final class Loader extends ClassLoader {
        private final Map<String, byte[]> made;

        Loader(Map<String, byte[]> made) {
            super(InstrumenterTest.class.getClassLoader());
            this.made = made;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            byte[] bytes = made.get(name);
            if (bytes == null) {
                return super.loadClass(name, resolve);
            }
            Class<?> known = findLoadedClass(name);
            return known != null ? known : defineClass(name, bytes, 0, bytes.length);
        }
    }

    static class Item {
        private int value;

        void touch() {
            value++;
        }

        @Override
        public int hashCode() {
            return value;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other == this;
        }
    }

    static class Maker {
        Item make() {
            return new Item();
        }

        byte[] bytes() {
            return new byte[8];
        }

        byte[] copy(byte[] from) {
            return java.util.Arrays.copyOf(from, 8);
        }
    }

    @SuppressWarnings("unused") // called by nobody: it is only instrumented and verified
    static class User {
        private static @Nullable Item last;
        private final Map<Object, Object> map = new HashMap<>();
        private @Nullable Item item;

        void parameter(long before, Item item, double after) {}

        @Nullable
        Object field() {
            return item;
        }

        boolean cast(Object object) {
            return ((Item) object) != null;
        }

        void put(Object key, Object value) {
            map.put(key, value);
        }

        void merge(Object key, Object value) {
            map.merge(key, value, (old, now) -> now);
        }

        boolean contains(Set<Object> set, Object key) {
            return set.contains(key);
        }

        int hash(Object object) {
            return object.hashCode() + System.getProperties().size();
        }

        void lock(Object object) {
            synchronized (object) {
                map.clear();
            }
        }

        void store(Item stored) {
            last = stored;
        }

        long nothing(long a, double b) {
            return a + (long) b;
        }
    }

    static class Stranger {
        int add(int a, int b) {
            return a + b;
        }
    }
}
