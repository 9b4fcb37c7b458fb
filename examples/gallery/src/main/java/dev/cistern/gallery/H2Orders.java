package dev.cistern.gallery;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** An H2 database in memory under JDBC load: points, ranges with an aggregate, updates and inserts. */
final class H2Orders {
    private static final int ROWS = 50_000;

    private final PreparedStatement find;
    private final PreparedStatement sum;
    private final PreparedStatement update;
    private final PreparedStatement replace;
    private long checksum;

    private H2Orders(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("create table orders(id bigint primary key, customer int, cents bigint, note varchar)");
            statement.execute("create index by_customer on orders(customer)");
            statement.execute("insert into orders select x, mod(x, 1000), x * 7, 'order number ' || x"
                    + " from system_range(1, " + ROWS + ")");
        }
        find = connection.prepareStatement("select id, customer, cents, note from orders where id = ?");
        sum = connection.prepareStatement("select count(*), sum(cents) from orders where customer = ?");
        update = connection.prepareStatement("update orders set cents = cents + 1 where id = ?");
        replace = connection.prepareStatement("merge into orders values(?, ?, ?, ?)");
    }

    public static void main(String[] arguments) throws SQLException, IOException, InterruptedException {
        Connection connection = DriverManager.getConnection("jdbc:h2:mem:gallery");
        H2Orders orders = new H2Orders(connection);
        new Workload(8_000, false, orders::step).run(arguments);
    }

    private void step(long number) throws SQLException {
        long id = 1 + number * 7919 % ROWS;
        switch ((int) (number % 8)) {
            case 0 -> total((int) (id % 1000));
            case 1 -> change(id);
            case 2 -> replace(id);
            default -> look(id);
        }
    }

    private void look(long id) throws SQLException {
        find.setLong(1, id);
        try (ResultSet row = find.executeQuery()) {
            while (row.next()) {
                checksum += row.getLong(3) + row.getString(4).length();
            }
        }
    }

    private void total(int customer) throws SQLException {
        sum.setInt(1, customer);
        try (ResultSet row = sum.executeQuery()) {
            while (row.next()) {
                checksum += row.getLong(2);
            }
        }
    }

    private void change(long id) throws SQLException {
        update.setLong(1, id);
        checksum += update.executeUpdate();
    }

    private void replace(long id) throws SQLException {
        replace.setLong(1, id);
        replace.setInt(2, (int) (id % 1000));
        replace.setLong(3, checksum & 0xFFFF);
        replace.setString(4, "order number " + id);
        replace.executeUpdate();
    }
}
