package dev.cistern.lab.classes;

import org.objectweb.asm.tree.analysis.Value;

/**
 * A value on the operand stack or in a local variable.
 *
 * @param followed whether it may be the object that is followed
 * @param size the number of slots it takes, 1 or 2
 */
record FateValue(boolean followed, int size) implements Value {
    static final FateValue FOLLOWED = new FateValue(true, 1);

    static FateValue other(int size) {
        return new FateValue(false, size);
    }

    @Override
    public int getSize() {
        return size;
    }

    FateValue or(FateValue that) {
        return new FateValue(followed || that.followed, Math.min(size, that.size));
    }
}
