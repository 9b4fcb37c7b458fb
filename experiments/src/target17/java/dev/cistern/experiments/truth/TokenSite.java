package dev.cistern.experiments.truth;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Token}, 10,000 a second, which somebody takes for the key of a table behind an interface, where no class file
 * tells of it: a pool must not have it.
 */
final class TokenSite implements Site {
    private final Register register;
    private long number;
    private long checksum;

    TokenSite() {
        // Either could be meant as far as the code that calls it tells.
        register = System.nanoTime() == 0 ? entered -> 0 : new Table();
    }

    /** Whoever keeps the books of tokens. */
    private interface Register {
        long enter(Object token);
    }

    /** Keeps the last one, as a table of what is under way does. */
    private static final class Table implements Register {
        private final Map<Object, Long> entered = new HashMap<>();
        private @Nullable Object last;

        @Override
        public long enter(Object token) {
            if (last != null) {
                entered.remove(last);
            }
            entered.put(token, 1L);
            last = token;
            return entered.size();
        }
    }

    @Override
    public String name() {
        return "token";
    }

    @Override
    public String className() {
        return Token.class.getName();
    }

    @Override
    public String method() {
        return "mint";
    }

    @Override
    public int objectsPerSecond() {
        return 10_000;
    }

    @Override
    public void allocate(int count) {
        for (int i = 0; i < count; i++) {
            checksum += register.enter(mint());
        }
    }

    private Token mint() {
        Token token = new Token();
        token.number = number++;
        return token;
    }

    @Override
    public Object specimen() {
        Token token = new Token();
        token.number = checksum;
        return token;
    }
}
