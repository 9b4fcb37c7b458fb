package dev.cistern.experiments.truth;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A {@link Token}, which somebody takes for the key of a table. */
final class TokenSite extends IdentitySite<Token> {
    private final Register register;
    private long number;

    TokenSite() {
        super("token", Token.class, "mint");
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
    Token make() {
        return mint();
    }

    @Override
    long use(Token token) {
        return register.enter(token);
    }

    private Token mint() {
        Token token = new Token();
        token.number = number++;
        return token;
    }

    @Override
    public Object specimen() {
        Token token = new Token();
        token.number = checksum();
        return token;
    }
}
