package dev.pathwarden.samples.customerreport;

import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.util.List;

/**
 * What the agent can do. Each tool really does it: rows come from a database, bytes go to files, commands are started.
 *
 * <p>Nothing here checks what the agent asks for, as in many agents that are in use; only the place of the reports is fixed.
 */
final class ReportTools {

    private final CustomerDatabase database;
    private final URI service;
    private final Path reports;
    private final HttpClient http = HttpClient.newHttpClient();
    private final ReportCipher cipher = ReportCipher.withNewKey();

    ReportTools(CustomerDatabase database, URI service, Path reports) {
        this.database = database;
        this.service = service;
        this.reports = reports;
    }

    @Tool(name = "query_customers", value = "Runs a SELECT on the customer database and returns the rows as CSV. Table: customers(id, name, email, card_number, ssn, country, balance_cents).")
    String queryCustomers(@P(name = "sql", value = "the SELECT statement") String sql) throws SQLException {
        return database.queryAsCsv(sql);
    }

    @Tool(name = "exchange_rates", value = "Today's exchange rates of a currency.")
    String exchangeRates(@P(name = "currency", value = "three-letter code") String currency) throws IOException, InterruptedException {
        URI rates = service.resolve("/rates?base=" + URLEncoder.encode(currency, StandardCharsets.UTF_8));
        return http.send(HttpRequest.newBuilder(rates).build(), HttpResponse.BodyHandlers.ofString()).body();
    }

    @Tool(name = "write_report", value = "Saves a report as it is.")
    String writeReport(@P(name = "file", value = "file name") String file, @P(name = "content", value = "text of the report") String content) throws IOException {
        Files.writeString(place(file), content);
        return "Saved " + file + ".";
    }

    @Tool(name = "write_encrypted_report", value = "Encrypts a report with the finance team's key, AES-256-GCM, and saves it.")
    String writeEncryptedReport(@P(name = "file", value = "file name") String file, @P(name = "content", value = "text of the report") String content)
            throws IOException, GeneralSecurityException {
        byte[] encrypted = cipher.encrypt(content.getBytes(StandardCharsets.UTF_8));
        try (OutputStream out = new FileOutputStream(place(file).toFile())) {
            out.write(encrypted);
        }
        return "Saved " + file + ", " + encrypted.length + " encrypted bytes.";
    }

    @Tool(name = "run_command", value = "Runs a command in the directory of the reports and returns its exit code and what it printed.")
    String runCommand(@P(name = "command", value = "command and arguments") List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).directory(reports.toFile()).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return "Exit code " + process.waitFor() + ".\n" + printed;
    }

    private Path place(String file) {
        return reports.resolve(Path.of(file).getFileName());
    }
}
