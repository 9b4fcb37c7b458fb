package dev.cistern.bench.cache;

import dev.cistern.cache.ValueCodec;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A value of some size: about 70 bytes serialized, some 15 objects otherwise. */
record Customer(long id, String name, String city, List<Integer> orders) {
    private static final int ORDERS = 8;

    static Customer of(long id) {
        List<Integer> orders = new ArrayList<>(ORDERS);
        for (int i = 0; i < ORDERS; i++) {
            orders.add((int) (id >>> i));
        }
        return new Customer(id, "customer " + Math.floorMod(id, 1_000_000), "town " + Math.floorMod(id, 1_000), orders);
    }

    /** By hand, as fast as such codecs get. */
    static final class Codec implements ValueCodec<Customer> {
        @Override
        public byte[] encode(Customer value) {
            byte[] name = value.name.getBytes(StandardCharsets.UTF_8);
            byte[] city = value.city.getBytes(StandardCharsets.UTF_8);
            ByteBuffer buffer = ByteBuffer.allocate(
                    Long.BYTES + 2 + name.length + city.length + Integer.BYTES * value.orders.size());
            buffer.putLong(value.id)
                    .put((byte) name.length)
                    .put(name)
                    .put((byte) city.length)
                    .put(city);
            for (int order : value.orders) {
                buffer.putInt(order);
            }
            return buffer.array();
        }

        @Override
        public Customer decode(byte[] bytes) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            long id = buffer.getLong();
            String name = text(buffer);
            String city = text(buffer);
            List<Integer> orders = new ArrayList<>(ORDERS);
            while (buffer.hasRemaining()) {
                orders.add(buffer.getInt());
            }
            return new Customer(id, name, city, orders);
        }

        private static String text(ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.get()];
            buffer.get(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }
}
