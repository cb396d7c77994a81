package dev.pathwarden.workbench.path;

import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.Decision;
import dev.pathwarden.model.step.Facts;
import dev.pathwarden.model.step.Link;
import dev.pathwarden.model.step.LinkKind;
import dev.pathwarden.model.step.Mode;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.Outcome;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Run;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.model.step.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Runs made by hand for the tests of the views. */
public final class SamplePaths {

    private static final long START = 1_700_000_000_000_000_000L;
    private static final long MILLI = 1_000_000;
    private static final Set<String> PERSONAL = Set.of("pii.email", "pii.payment-card", "pii.us-ssn");

    private SamplePaths() {
    }

    /** A run shaped like the demo's first: personal data is read from a database and its export is blocked. 30 steps in seven layers. */
    public static RecordedRun report() {
        return report(false);
    }

    /** The demo's second run: the same, but encrypted first, and allowed. */
    public static RecordedRun encryptedReport() {
        return report(true);
    }

    private static RecordedRun report(boolean encrypted) {
        Path path = new Path(encrypted ? 2 : 1);
        path.add("invoke", null, Operation.AGENT_INVOKE, "customer-report", 0, 4200).labels("user");
        path.add("chat1", "invoke", Operation.MODEL_CHAT, "gpt-4o-mini", 20, 640).links("invoke", LinkKind.COPIED, "user");
        path.add("http1", "chat1", Operation.DATA_HTTP, "POST 127.0.0.1:8089", 30, 600);
        path.add("net1", "http1", Operation.DATA_NET, "connect 127.0.0.1:8089", 31, 2);
        path.add("tool1", "invoke", Operation.TOOL_CALL, "query_customers", 680, 210).links("chat1", LinkKind.DECIDED_BY);
        path.add("sql0", "tool1", Operation.DATA_SQL, "SELECT count(*) FROM customers", 690, 12);
        path.add("sql1", "tool1", Operation.DATA_SQL, "SELECT name, email, card, ssn FROM customers", 710, 140).result(PERSONAL);
        path.add("chat2", "invoke", Operation.MODEL_CHAT, "gpt-4o-mini", 900, 520).links("sql1", LinkKind.COPIED, PERSONAL);
        path.add("http2", "chat2", Operation.DATA_HTTP, "POST 127.0.0.1:8089", 905, 500);
        path.add("mcp1", "invoke", Operation.MCP_CALL, "templates/get_template", 1440, 160).links("chat2", LinkKind.DECIDED_BY).result(Set.of("untrusted"));
        for (int i = 0; i < 7; i++) {
            path.add("read" + i, "mcp1", Operation.DATA_FILE_READ, "template-" + i + ".html", 1450 + 18 * i, 9);
        }
        path.add("chat3", "invoke", Operation.MODEL_CHAT, "gpt-4o-mini", 1620, 480).links("mcp1", LinkKind.COPIED, "untrusted");
        path.add("http3", "chat3", Operation.DATA_HTTP, "POST 127.0.0.1:8089", 1625, 470);
        path.add("mcp2", "invoke", Operation.MCP_CALL, "fetch/fetch_url", 2120, 1).links("chat3", LinkKind.DECIDED_BY).links("mcp1", LinkKind.TOKEN_MATCH, "untrusted")
                .blocked("deny-metadata-address", "fetch_url may not reach 169.254.169.254");
        path.add("chat4", "invoke", Operation.MODEL_CHAT, "gpt-4o-mini", 2140, 440);
        path.add("tool2", "invoke", Operation.TOOL_CALL, "convert_report", 2600, 330).links("chat4", LinkKind.DECIDED_BY);
        Draft sudo = path.add("proc1", "tool2", Operation.CODE_PROCESS, "sudo", 2610, 1);
        if (encrypted) {
            sudo.error("sudo: a password is required");
        } else {
            sudo.blocked("deny-privileged-process", "convert_report may not run sudo");
        }
        path.add("proc2", "tool2", Operation.CODE_PROCESS, "wkhtmltopdf", 2630, 280).error("exit code 1: cannot connect to X server");
        path.add("chat5", "invoke", Operation.MODEL_CHAT, "gpt-4o-mini", 2950, 420);
        path.add("tool3", "invoke", Operation.TOOL_CALL, encrypted ? "export_encrypted" : "export_csv", 3390, 240).links("chat5", LinkKind.DECIDED_BY)
                .links("sql1", LinkKind.COPIED, PERSONAL);
        if (encrypted) {
            path.add("write1", "tool3", Operation.DATA_FILE_WRITE, "customers-8812.enc", 3400, 60).links("sql1", LinkKind.COPIED, PERSONAL);
        } else {
            path.add("write1", "tool3", Operation.DATA_FILE_WRITE, "customers-8812.csv", 3400, 2).links("sql1", LinkKind.COPIED, PERSONAL)
                    .blocked("no-plaintext-personal-data", "customers-8812.csv would hold pii.email, pii.payment-card, pii.us-ssn in plain text");
        }
        path.add("chat6", "invoke", Operation.MODEL_CHAT, "gpt-4o-mini", 3650, 380);
        path.add("http6", "invoke", Operation.DATA_HTTP, "POST reports.internal", 4060, 90).links("chat6", LinkKind.DECIDED_BY).audited("alert-upload", Action.BLOCK);
        path.add("outcome", "invoke", Operation.OUTCOME, "report finished", 4190, 1);
        return path.run(true);
    }

    /** A run without a step. */
    public static RecordedRun empty() {
        return new Path(3).run(true);
    }

    /** A run of one step. */
    public static RecordedRun single() {
        Path path = new Path(4);
        path.add("only", null, Operation.TOOL_CALL, "lookup", 0, 12);
        return path.run(true);
    }

    /** A run as an import leaves it: no clock, turns of the model and the calls they asked for. */
    public static RecordedRun withoutClock(int turns) {
        Path path = new Path(5);
        path.add("invoke", null, Operation.AGENT_INVOKE, "banking", 0, 0);
        for (int i = 0; i < turns; i++) {
            path.add("chat" + i, "invoke", Operation.MODEL_CHAT, "gpt-4o", 0, 0);
            path.add("call" + i, "invoke", Operation.TOOL_CALL, i % 3 == 0 ? "get_balance" : i % 3 == 1 ? "send_money" : "read_file", 0, 0).links("chat" + i, LinkKind.DECIDED_BY);
        }
        return path.run(false);
    }

    /** A long run: turns with a model call, a tool call, queries and file reads, some of which fail or are blocked. About that many steps. */
    public static RecordedRun large(int steps) {
        Path path = new Path(6);
        path.add("invoke", null, Operation.AGENT_INVOKE, "batch", 0, steps * 3L);
        for (int i = 0; path.drafts.size() < steps; i++) {
            long at = path.drafts.size() * 3L;
            path.add("chat" + i, "invoke", Operation.MODEL_CHAT, "gpt-4o-mini", at, 6);
            path.add("tool" + i, "invoke", Operation.TOOL_CALL, i % 4 == 0 ? "search" : "fetch", at + 7, 14).links("chat" + i, LinkKind.DECIDED_BY);
            path.add("sql" + i, "tool" + i, Operation.DATA_SQL, "SELECT orders", at + 8, 2);
            for (int k = 0; k < 5; k++) {
                path.add("read" + i + "." + k, "tool" + i, Operation.DATA_FILE_READ, "part-" + k + ".txt", at + 11 + 2 * k, 1);
            }
            if (i % 37 == 36) {
                path.add("write" + i, "tool" + i, Operation.DATA_FILE_WRITE, "export.csv", at + 22, 1).links("sql" + i, LinkKind.COPIED).blocked("no-plaintext-personal-data", "export.csv");
            }
            if (i % 23 == 11) {
                path.add("net" + i, "tool" + i, Operation.DATA_NET, "connect db:5432", at + 23, 1).error("connection refused");
            }
        }
        return path.run(true);
    }

    /** Tool calls, each nested in the one before, all in one thread. */
    public static RecordedRun deep(int depth) {
        Path path = new Path(7);
        for (int i = 0; i < depth; i++) {
            path.add("call" + i, i == 0 ? null : "call" + (i - 1), Operation.TOOL_CALL, "level-" + i, i, 2L * (depth - i) + 1);
        }
        return path.run(true);
    }

    /** Steps that each happened in a thread of their own. */
    public static RecordedRun threads(int count) {
        Path path = new Path(8);
        for (int i = 0; i < count; i++) {
            path.add("call" + i, null, Operation.TOOL_CALL, "call-" + i, i, 5).thread = "worker-" + i;
        }
        return path.run(true);
    }

    /** Steps that each happened in a process of their own. */
    public static RecordedRun processes(int count) {
        Path path = new Path(9);
        for (int i = 0; i < count; i++) {
            path.add("call" + i, null, Operation.CODE_PROCESS, "call-" + i, i, 5).pid = 1000L + i;
        }
        return path.run(true);
    }

    /** Id of the step at that place in path order, from 0. */
    public static StepId id(RecordedRun run, int place) {
        return run.steps().get(place).id();
    }

    /** Place of the first step of that name. */
    public static int place(RecordedRun run, String name) {
        for (int place = 0; place < run.steps().size(); place++) {
            if (run.steps().get(place).step().name().equals(name)) {
                return place;
            }
        }
        throw new IllegalArgumentException("the run has no step named " + name);
    }

    /** Id of the first step of that name. */
    public static StepId id(RecordedRun run, String name) {
        return id(run, place(run, name));
    }

    /** Collects drafts of steps and makes a run of them. */
    private static final class Path {
        private final RunId run;
        private final List<Draft> drafts = new ArrayList<>();
        private final Map<String, StepId> ids = new HashMap<>();

        Path(int number) {
            run = new RunId(0x0af7651916cd43ddL, number);
        }

        Draft add(String key, String parent, Operation operation, String name, long atMillis, long millis) {
            Draft draft = new Draft(this, Step.of(run, id(key), operation, name).parent(parent == null ? null : id(parent)).agent("acme/customer-report"));
            draft.atMillis = atMillis;
            draft.millis = millis;
            draft.pid = operation.layer() == dev.pathwarden.model.step.Layer.MCP || key.startsWith("read") ? 4711L : 4242L;
            draft.thread = operation == Operation.MODEL_CHAT ? "HttpClient-1-Worker-0" : "main";
            drafts.add(draft);
            return draft;
        }

        StepId id(String key) {
            return ids.computeIfAbsent(key, each -> new StepId(0x53995c3f42cd8ad8L + ids.size() * 0x1000193L));
        }

        RecordedRun run(boolean clock) {
            List<RecordedStep> steps = new ArrayList<>();
            for (Draft draft : drafts) {
                steps.add(draft.build(clock, steps.size()));
            }
            boolean blocked = steps.stream().anyMatch(step -> step.status() == Status.BLOCKED);
            Run head = new Run(run, "acme/customer-report", "Customer report", "1f0a", blocked ? Status.BLOCKED : Status.OK, clock ? START : null, clock ? START + 4200 * MILLI : null, Map.of());
            return new RecordedRun(head, steps, List.of());
        }
    }

    /** A step in the making. */
    private static final class Draft {
        private final Path path;
        private final Step.Builder step;
        private final Set<String> resultLabels = new LinkedHashSet<>();
        private final List<Verdict> verdicts = new ArrayList<>();
        private long atMillis;
        private long millis;
        private long pid;
        private String thread;
        private Status status = Status.OK;
        private String error;

        Draft(Path path, Step.Builder step) {
            this.path = path;
            this.step = step;
        }

        Draft labels(String... labels) {
            step.labels(List.of(labels));
            resultLabels.addAll(List.of(labels));
            return this;
        }

        Draft links(String to, LinkKind kind, String... labels) {
            return links(to, kind, Set.of(labels));
        }

        Draft links(String to, LinkKind kind, Set<String> labels) {
            step.link(kind.causal() ? Link.to(path.id(to), kind) : new Link(path.id(to), kind, "content"));
            step.labels(labels);
            return this;
        }

        Draft result(Set<String> labels) {
            resultLabels.addAll(labels);
            return this;
        }

        Draft blocked(String guardrail, String message) {
            status = Status.BLOCKED;
            verdicts.add(new Verdict(guardrail, "00112233aabbccdd", Action.BLOCK, Mode.ENFORCE, message, List.of()));
            return this;
        }

        Draft audited(String guardrail, Action action) {
            verdicts.add(new Verdict(guardrail, "00112233aabbccdd", action, Mode.AUDIT, guardrail, List.of()));
            return this;
        }

        Draft error(String message) {
            status = Status.ERROR;
            error = message;
            return this;
        }

        RecordedStep build(boolean clock, int place) {
            Step built = step.startNanos(clock ? START + atMillis * MILLI : null).pid(clock ? pid : null).thread(clock ? thread : null).arguments(Map.of("text", "value")).build();
            Decision decision = new Decision(2L * place + 1, built.startNanos(), "00112233aabbccdd", null, built.labels(), verdicts, List.of());
            Outcome outcome = new Outcome(2L * place + 2, clock ? millis * MILLI : null, status, error, null, Facts.NONE, resultLabels);
            return new RecordedStep(built, decision, outcome, 2 * place, 2 * place + 1);
        }
    }
}
