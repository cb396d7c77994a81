package dev.pathwarden.policies.draft;

import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.Link;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.policies.dryrun.SeenStep;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes guardrails of recorded steps. Pure and safe for any thread. */
public final class Drafting {

    private static final int LONGEST_TITLE = 80;
    private static final int LONGEST_SLUG = 50;

    private Drafting() {
    }

    /**
     * A draft for each operation among the steps, in the order in which they come. Each asks to hold the step, and keeps what its steps have in common of their operation, names, targets and labels; what varies is widened.
     *
     * @param steps the steps and their paths
     */
    public static List<Draft> of(List<SeenStep> steps) {
        Map<Operation, List<SeenStep>> byOperation = new EnumMap<>(Operation.class);
        List<Operation> order = new ArrayList<>();
        for (SeenStep step : steps) {
            byOperation.computeIfAbsent(step.step().operation(), operation -> {
                order.add(operation);
                return new ArrayList<>();
            }).add(step);
        }
        List<Draft> drafts = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Operation operation : order) {
            List<SeenStep> alike = byOperation.get(operation);
            String name = alike.get(0).step().name();
            Clauses clauses = new Clauses(alike);
            drafts.add(new Draft(id(operation, name, ids), title(operation, alike), operation, Action.HOLD, clauses.all(), alike, null, clauses.leftOut()));
        }
        return drafts;
    }

    /**
     * A draft for a value that came from one step into the arguments of another. It asks for the flow first, and of the source for what a condition on an earlier step can read of it.
     *
     * @param source the earlier step
     * @param sink the step that a guardrail is to stop
     */
    public static Draft ofFlow(SeenStep source, SeenStep sink) {
        Draft ofSink = of(List.of(sink)).get(0);
        List<DraftClause> ofSource = new Clauses(List.of(source)).all().stream().filter(clause -> clause.reading().isOfEarlierStep()).map(clause -> clause.named(Flow.SOURCE + clause.name())).toList();
        Flow flow = new Flow(source, ofSource);
        List<DraftClause> clauses = new ArrayList<>(List.of(flow.clause(true)));
        // The arguments that the value came into have to carry such a one; its own constants are no part of the flow.
        Set<String> reached = sink.step().links().stream().filter(link -> link.step().equals(source.step().id()) && !link.kind().causal()).map(Link::argument).collect(Collectors.toSet());
        clauses.addAll(ofSink.clauses().stream().map(clause -> clause.keep() == Keep.CARRIES && reached.stream().anyMatch(path -> isBelow(path, clause.reading().argument())) ? clause.with(true) : clause).toList());
        String id = "draft-flow-" + source.step().operation().text().replace('.', '-') + "-to-" + sink.step().operation().text().replace('.', '-');
        String slug = slug(sink.step().name());
        return new Draft(slug.isEmpty() ? id : id + "-" + slug, ofSink.title() + " with what came from " + shortened(source.step().name()), ofSink.operation(), ofSink.action(), clauses, ofSink.steps(), flow, ofSink.leftOut());
    }

    /** Whether a value at a path such as {@code rows[0].email} stands in an argument. */
    private static boolean isBelow(String path, String argument) {
        return path.equals(argument) || path.startsWith(argument + ".") || path.startsWith(argument + "[");
    }

    private static String id(Operation operation, String name, Set<String> taken) {
        String id = "draft-" + operation.text().replace('.', '-');
        String slug = slug(name);
        String whole = slug.isEmpty() ? id : id + "-" + slug;
        String free = whole;
        for (int i = 2; !taken.add(free); i++) {
            free = whole + "-" + i;
        }
        return free;
    }

    private static String slug(String name) {
        String beginning = name.length() > LONGEST_SLUG ? name.substring(0, LONGEST_SLUG) : name;
        return beginning.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    }

    private static String title(Operation operation, List<SeenStep> steps) {
        List<String> names = steps.stream().map(step -> step.step().name()).distinct().toList();
        String more = names.size() > 1 ? " and " + (names.size() - 1) + " more" : "";
        return (does(operation) + " " + shortened(names.get(0))).strip() + more;
    }

    private static String does(Operation operation) {
        return switch (operation) {
            case MODEL_CHAT -> "Agent asks the model";
            case AGENT_INVOKE -> "An agent is called:";
            case AGENT_HANDOFF -> "Agent hands the task over to";
            case TOOL_CALL -> "Agent calls the tool";
            case MCP_CALL -> "Agent calls an MCP server:";
            case DATA_SQL -> "Agent queries";
            case DATA_FILE_READ -> "Agent reads the file";
            case DATA_FILE_WRITE -> "Agent writes the file";
            case DATA_FILE_DELETE -> "Agent deletes the file";
            case DATA_HTTP -> "Agent sends a request to";
            case DATA_NET -> "Agent connects to";
            case CODE_PROCESS -> "Agent starts the program";
            case CODE_SCRIPT -> "Agent runs code:";
            case OUTCOME -> "A run ends:";
        };
    }

    /** On one line, and not beyond what a title needs. */
    private static String shortened(String name) {
        String line = name.codePoints().map(point -> Character.isWhitespace(point) || Character.isISOControl(point) ? ' ' : point)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
        return line.codePointCount(0, line.length()) <= LONGEST_TITLE ? line : line.substring(0, line.offsetByCodePoints(0, LONGEST_TITLE - 1)) + "…";
    }
}
