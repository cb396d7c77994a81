package dev.pathwarden.recorder.attached;

import dev.pathwarden.model.step.Operation;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** What the calls of one program find: files of their own to act on, and somebody who listens. */
final class World implements AutoCloseable {

    private static final String ADDRESS = "203.0.113.7";

    private final Path root;
    private final Path effects;
    private final List<WayRow.Call> calls;
    private final Listener listener;
    private final Databases databases;
    private final Map<WayRow.Call, Object> inodes = new HashMap<>();

    /** Makes a world below that directory. */
    World(Path root, List<WayRow.Call> calls) throws IOException, SQLException {
        this.root = root;
        this.calls = calls;
        effects = Files.createDirectory(root.resolve("effects"));
        listener = new Listener(root.resolve("unix"));
        databases = new Databases(root.resolve("sqlite.db"));
        Files.writeString(root.resolve("Compiled.java"), "public class Compiled { }\n");
        Files.writeString(root.resolve("source"), "words to copy\n");
        for (WayRow.Call call : calls) {
            Files.createDirectories(directory(call));
            prepare(call);
        }
        try (Writer hosts = Files.newBufferedWriter(hosts())) {
            for (WayRow.Call call : calls) {
                hosts.write(ADDRESS + " " + call.token() + ".test " + call.token() + ".test. " + call.token() + ".test7\n");
            }
        }
    }

    private void prepare(WayRow.Call call) throws IOException, SQLException {
        Path old = old(call);
        switch (call.row().effect()) {
            case "list" -> {
                Files.createDirectory(old);
                Files.writeString(old.resolve(inDirectory(call)), "x");
            }
            case "rmdir", "compile" -> Files.createDirectory(old);
            case "unzip" -> {
                try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(old))) {
                    zip.putNextEntry(new ZipEntry("entry"));
                    zip.write(content(call).getBytes(StandardCharsets.UTF_8));
                }
            }
            case "query" -> databases.addRow(call.token(), content(call).strip());
            case "connect", "udp", "dns", "http", "eval", "interface", "define" -> { }
            default -> {
                Files.writeString(old, content(call));
                inodes.put(call, Files.getAttribute(old, "unix:ctime"));
            }
        }
    }

    /** What stands in the call's old file. */
    static String content(WayRow.Call call) {
        return "words of " + call.token() + "\n";
    }

    private static String inDirectory(WayRow.Call call) {
        return "kept-by-" + call.token();
    }

    /** What the program knows only if the call read it. */
    String told(WayRow.Call call) {
        return switch (call.row().effect()) {
            case "list" -> inDirectory(call);
            case "dns" -> ADDRESS;
            default -> content(call).strip();
        };
    }

    /** Where the call's files lie: apart from others if only steps of one kind are denied there. */
    Path directory(WayRow.Call call) {
        return call.row().kind().isEmpty() ? effects : effects.resolve("only-" + call.row().kind());
    }

    Path fresh(WayRow.Call call) {
        return directory(call).resolve(call.token());
    }

    Path old(WayRow.Call call) {
        return directory(call).resolve("old-" + call.token());
    }

    /** When the inode of the call's old file was changed last, before the program began. */
    Object inodeChanged(WayRow.Call call) {
        return inodes.get(call);
    }

    Listener listener() {
        return listener;
    }

    Databases databases() {
        return databases;
    }

    /** A hosts file that knows the calls' names. */
    Path hosts() {
        return root.resolve("hosts");
    }

    /** Writes the calls down for the program. */
    Path plan() throws IOException {
        List<String> lines = new ArrayList<>();
        calls.forEach(call -> lines.add(call.row().way() + " " + call.through().text() + " " + directory(call)));
        return Files.write(root.resolve("plan"), lines);
    }

    /** Writes down for the program where things are. */
    Path properties() throws IOException {
        Properties properties = new Properties();
        properties.setProperty("source", root.resolve("source").toString());
        properties.setProperty("unix", root.resolve("unix").toString());
        properties.setProperty("tcp", Integer.toString(listener.tcpPort()));
        properties.setProperty("udp", Integer.toString(listener.udpPort()));
        properties.setProperty("unit", root.resolve("Compiled.java").toString());
        properties.setProperty("h2", databases.h2());
        properties.setProperty("sqlite", databases.sqlite());
        properties.setProperty("redirector", Integer.toString(listener.redirectorPort()));
        Path file = root.resolve("world.properties");
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
        }
        return file;
    }

    /** Guardrails that deny every effect of the calls, and nothing that only leads up to one. */
    String[] guardrails() {
        String ports = "[" + listener.redirectorPort() + ", " + databases.port() + "]";
        return new String[] {
            deny("no-reads", Operation.DATA_FILE_READ, "step.file.path.contains('/effects/old-')"),
            deny("no-writes", Operation.DATA_FILE_WRITE,
                    "step.file.path.contains('/effects/') && (!step.file.path.contains('/only-') || step.file.path.contains('/only-' + step.file.change + '/'))"),
            deny("no-deletions", Operation.DATA_FILE_DELETE, "step.file.path.contains('/effects/old-')"),
            deny("no-processes", Operation.CODE_PROCESS, "step.process.argv.exists(argument, argument.contains('/effects/') || argument.contains('_exec-'))"),
            deny("no-network", Operation.DATA_NET, "!has(step.net.port) || !(step.net.port in " + ports + ")"),
            deny("no-requests", Operation.DATA_HTTP, "!step.http.url.contains(':" + listener.redirectorPort() + "/')"),
            deny("no-code", Operation.CODE_SCRIPT, "step.script.action == 'invoke' || 'content.sampled' in step.labels || step.script.action == 'compile' && step.script.engine == 'javac'"
                    + " || step.script.action == 'eval' && step.args.source.contains('_eval-') && !step.args.source.contains('function')"
                    + " || step.script.action == 'define' && (step.args.by.contains('.program.ways.') || step.args.by.startsWith('java.net.'))"),
            deny("no-statements", Operation.DATA_SQL, "has(step.args.change) || step.sql.text.contains('_query-') || has(step.args.binds) || has(step.args.batch)"),
        };
    }

    private static String deny(String id, Operation operation, String when) {
        return """
                id: %s
                title: No effects
                description: Detects every effect of the program.
                severity: high
                maturity: sandbox
                on: [%s]
                when: "%s"
                action: block
                mode: enforce
                message: No effects.
                misses: Nothing.
                false_positives: Everything.
                """.formatted(id, operation.text(), when);
    }

    @Override
    public void close() throws IOException, SQLException {
        listener.close();
        databases.close();
    }
}
