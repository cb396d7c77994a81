package dev.pathwarden.samples.refunddesk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.ai.tool.annotation.Tool;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.client.RestClient;

/**
 * What the agent can do. Each tool really does it: rows change in a database, the carrier is asked over HTTP, notes are files.
 *
 * <p>As in many agents that are in use, one tool can do more than its purpose needs: {@code run_sql} is there to look things up.
 */
class DeskTools {

    private final JdbcTemplate shop;
    private final RestClient carrier;
    private final Path notes;

    DeskTools(JdbcTemplate shop, RestClient carrier, Path notes) {
        this.shop = shop;
        this.carrier = carrier;
        this.notes = notes;
    }

    @Tool(name = "find_order", description = "Finds an order by its number, with the customer's contact and payment details.")
    Map<String, Object> findOrder(int number) {
        return shop.queryForMap("SELECT o.number, o.article, o.cents, o.parcel, c.name, c.email, c.card_number FROM orders o JOIN customers c ON c.id = o.customer WHERE o.number = ?", number);
    }

    @Tool(name = "parcel_history", description = "Asks the carrier what became of a parcel.")
    String parcelHistory(String parcel) {
        return carrier.get().uri("/parcels/{parcel}.txt", parcel).retrieve().body(String.class);
    }

    @Tool(name = "refund", description = "Pays an order back.")
    String refund(int order, long cents) {
        shop.update("INSERT INTO refunds (order_number, cents) VALUES (?, ?)", order, cents);
        return "Refunded " + cents + " cents for order " + order + ".";
    }

    @Tool(name = "save_note", description = "Saves a note for the colleagues at the desk.")
    String saveNote(String file, String text) throws IOException {
        Files.writeString(notes.resolve(Path.of(file).getFileName()), text);
        return "Saved " + file + ".";
    }

    @Tool(name = "run_sql", description = "Runs a statement on the shop's database, for questions that no other tool answers.")
    String runSql(String sql) {
        return shop.update(sql) + " rows changed.";
    }
}
