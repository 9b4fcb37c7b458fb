package dev.cistern.experiments.boundaries;

import dev.cistern.cache.Cache;
import dev.cistern.pool.PoolPolicy;
import dev.cistern.pool.ScratchPool;

/**
 * Boundary 2, the measuring process: an object of the pool that is put into the cache while it is pooled, and a copy of it.
 */
final class ResidueProgram {
    private static final int ROUNDS = 1_500_000;
    private static final int WORDS = 8;

    /** A message whose words must all be its number. */
    private static final class Message {
        private final long[] words = new long[WORDS];

        void fill(long number) {
            for (int i = 0; i < WORDS; i++) {
                words[i] = number;
            }
        }
    }

    /** What is published instead in the version that is right. */
    private record Copy(long first, long last) {}

    private static final ScratchPool<Message> POOL = ScratchPool.builder(
                    PoolPolicy.<Message>of(Message::new, message -> {
                        message.fill(0);
                        return true;
                    }))
            .name("residue")
            .build();

    private static final int LATEST = 1;
    private static final Cache<Integer, Message> PUBLISHED =
            Cache.<Integer, Message>builder().maximumSize(64).build();
    private static final Cache<Integer, Copy> COPIED =
            Cache.<Integer, Copy>builder().maximumSize(64).build();

    private static volatile boolean done;

    private ResidueProgram() {}

    private static Message first() {
        Message message = new Message();
        message.fill(1);
        return message;
    }

    /** Prints how many looks at a published message found what nobody had published. */
    public static void main(String[] arguments) throws InterruptedException {
        PUBLISHED.put(LATEST, first());
        COPIED.put(LATEST, new Copy(1, 1));
        for (boolean pooled : new boolean[] {true, false}) {
            String version = pooled ? "the pooled object itself" : "an immutable copy";
            Looks looks = look(pooled);
            System.out.println(new Figure("mixed", version, looks.mixed).line());
            System.out.println(new Figure("emptied", version, looks.emptied).line());
            System.out.println(new Figure("looks", version, looks.all).line());
        }
    }

    private static Looks look(boolean pooled) throws InterruptedException {
        done = false;
        Looks looks = new Looks();
        Thread writer = Thread.ofPlatform().start(() -> write(pooled));
        while (!done) {
            if (pooled) {
                Message message = PUBLISHED.getIfPresent(LATEST);
                if (message != null) {
                    looks.at(message.words[0], message.words[WORDS - 1]);
                }
            } else {
                Copy copy = COPIED.getIfPresent(LATEST);
                if (copy != null) {
                    looks.at(copy.first(), copy.last());
                }
            }
        }
        writer.join();
        return looks;
    }

    /** Every message that is published has one number, above zero, in all its words. */
    private static final class Looks {
        private long all;
        private long mixed;
        private long emptied;

        void at(long first, long last) {
            all++;
            if (first != last) {
                mixed++;
            } else if (first == 0) {
                emptied++;
            }
        }
    }

    private static void write(boolean pooled) {
        for (long number = 1; number <= ROUNDS; number++) {
            Message message = POOL.acquire();
            message.fill(number);
            if (pooled) {
                PUBLISHED.put(LATEST, message);
            } else {
                COPIED.put(LATEST, new Copy(message.words[0], message.words[WORDS - 1]));
            }
            POOL.release(message);
        }
        done = true;
    }
}
