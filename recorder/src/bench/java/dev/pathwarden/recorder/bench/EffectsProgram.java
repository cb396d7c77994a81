package dev.pathwarden.recorder.bench;

import java.io.FileInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Arrays;
import java.util.concurrent.Callable;

/** Opens and closes a file, queries ten rows of an embedded database and gets a page from loopback, and prints the median and 99th percentile of each in nanoseconds. */
final class EffectsProgram {

    private static final int ROWS = 10;
    private static final int PERCENT = 100;
    private static final int HTTP_SHARE = 4;

    private EffectsProgram() {
    }

    /** Arguments: URL of the page, calls of each kind that are measured; of requests, which take far longer, a quarter. */
    public static void main(String[] arguments) throws Exception {
        int calls = Integer.parseInt(arguments[1]);
        Path file = Files.writeString(Files.createTempFile("pathwarden-bench", ".txt"), "nothing of interest");
        String name = file.toString();
        measure("file", calls, () -> {
            try (FileInputStream in = new FileInputStream(name)) {
                return in;
            }
        });
        Files.delete(file);
        try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:bench;DB_CLOSE_DELAY=-1"); Statement statement = connection.createStatement()) {
            statement.execute("create table item(id int primary key, title varchar(40), price int)");
            for (int i = 0; i < PERCENT; i++) {
                statement.execute("insert into item values (" + i + ", 'a thing on the shelf', " + i * 3 + ")");
            }
            try (PreparedStatement query = connection.prepareStatement("select id, title, price from item where price >= ? order by id limit " + ROWS)) {
                measure("jdbc", calls, () -> {
                    query.setInt(1, PERCENT / 2);
                    long sum = 0;
                    try (ResultSet rows = query.executeQuery()) {
                        while (rows.next()) {
                            sum += rows.getInt(1) + rows.getString(2).length() + rows.getInt(3);
                        }
                    }
                    return sum;
                });
            }
        }
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(URI.create(arguments[0])).build();
        measure("http", calls / HTTP_SHARE, () -> client.send(request, HttpResponse.BodyHandlers.ofString()).body());
        System.exit(0);
    }

    private static void measure(String what, int calls, Callable<?> call) throws Exception {
        int kept = 0;
        for (int i = 0; i < calls; i++) {
            kept += call.call() == null ? 1 : 0;
        }
        long[] nanos = new long[calls];
        for (int i = 0; i < calls; i++) {
            long start = System.nanoTime();
            kept += call.call() == null ? 1 : 0;
            nanos[i] = System.nanoTime() - start;
        }
        if (kept > 0) {
            throw new IllegalStateException(what + " gave nothing");
        }
        Arrays.sort(nanos);
        System.out.println(what + " " + nanos[calls / 2] + " " + nanos[calls - 1 - calls / PERCENT]);
    }
}
