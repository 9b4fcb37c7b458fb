package dev.cistern.lab;

/**
 * A failure that a user of the instruments can act on; the message names the value, what was expected and what to do.
 *
 * <p>Each kind carries the exit code with which the command line ends.
 */
public abstract sealed class LabException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LabException(String message, Throwable cause) {
        super(message, cause);
    }

    LabException(String message) {
        super(message);
    }

    /** {@return the exit code of a command that ends with this failure} */
    public abstract int exitCode();

    /** Bad input or a target that cannot be reached: exit code 3. */
    public static final class BadInput extends LabException {
        private static final long serialVersionUID = 1L;

        /**
         * A failure without another behind it.
         *
         * @param message what is shown to the user
         */
        public BadInput(String message) {
            super(message);
        }

        /**
         * A failure that another exception told of.
         *
         * @param message what is shown to the user
         * @param cause the exception behind it
         */
        public BadInput(String message, Throwable cause) {
            super(message, cause);
        }

        @Override
        public int exitCode() {
            return 3;
        }
    }

    /** The observation was too short or too sparse for any conclusion: exit code 2. */
    public static final class NoConclusion extends LabException {
        private static final long serialVersionUID = 1L;

        /**
         * A failure without another behind it.
         *
         * @param message what is shown to the user
         */
        public NoConclusion(String message) {
            super(message);
        }

        @Override
        public int exitCode() {
            return 2;
        }
    }

    /** The user ended it before there was anything to report: exit code 130. */
    public static final class Interrupted extends LabException {
        private static final long serialVersionUID = 1L;

        /**
         * An interruption.
         *
         * @param message what is shown to the user
         */
        public Interrupted(String message) {
            super(message);
        }

        @Override
        public int exitCode() {
            return 130;
        }
    }
}
