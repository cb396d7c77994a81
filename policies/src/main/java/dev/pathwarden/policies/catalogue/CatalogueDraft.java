package dev.pathwarden.policies.catalogue;

import dev.pathwarden.model.step.Facts;
import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.policies.tool.ArgumentRole;
import dev.pathwarden.policies.tool.ToolCatalogue;
import dev.pathwarden.policies.tool.ToolEffect;
import dev.pathwarden.policies.tool.ToolEntry;
import dev.pathwarden.policies.trust.ModelTraffic;
import dev.pathwarden.policies.trust.TrustContext;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Collects what recorded runs say of each tool: its name, its arguments, what its MCP server says of it, and what its calls were seen to do. Results of calls and what an import says of its runs are not read.
 *
 * <p>A server's hints are nobody's but its own. One that makes a tool worse than it was taken for is drafted, with where it came from; one that makes it better is only told: a server
 * that is up to no good says that its tools do nothing but read.
 *
 * <p>For one thread. Of more than {@link #MAX_TOOLS} names the first are kept, and of one tool's arguments the first {@link #MAX_ARGUMENTS}.
 */
public final class CatalogueDraft {

    /** Most tools of a draft. */
    public static final int MAX_TOOLS = 5_000;

    /** Most arguments of one tool. */
    static final int MAX_ARGUMENTS = 200;

    /** Most steps that are gone up from an effect to the call that it hangs on. */
    private static final int MAX_ANCESTORS = 64;

    private final ToolCatalogue names = new ToolCatalogue(List.of());
    private final Map<String, Tool> tools = new TreeMap<>();
    private boolean cut;

    /** Adds what a run says. */
    public void add(RecordedRun run) {
        Map<StepId, RecordedStep> steps = new HashMap<>();
        ModelTraffic traffic = new ModelTraffic();
        for (RecordedStep step : run.steps()) {
            steps.put(step.id(), step);
            traffic.add(step.step());
        }
        for (RecordedStep step : run.steps()) {
            if (isCall(step)) {
                call(step);
            } else if (!traffic.carries(step.id())) {
                seen(step, steps);
            }
        }
    }

    private static boolean isCall(RecordedStep step) {
        return step.operation() == Operation.TOOL_CALL || step.operation() == Operation.MCP_CALL;
    }

    private static String nameOf(RecordedStep step) {
        String name = step.step().facts().text(Field.TOOL_NAME);
        return name == null ? step.step().name() : name;
    }

    private void call(RecordedStep step) {
        Tool tool = tools.get(nameOf(step));
        if (tool == null && tools.size() == MAX_TOOLS) {
            cut = true;
            return;
        }
        if (tool == null) {
            tool = new Tool();
            tools.put(nameOf(step), tool);
        }
        tool.calls++;
        for (String argument : step.step().arguments().keySet()) {
            if (tool.arguments.size() < MAX_ARGUMENTS) {
                tool.arguments.add(argument);
            }
        }
        if (step.operation() == Operation.MCP_CALL) {
            tool.returns.add(TrustContext.UNTRUSTED);
            tool.told(step.step().facts());
        }
    }

    private void seen(RecordedStep step, Map<StepId, RecordedStep> steps) {
        ToolEffect effect = effectOf(step);
        if (effect == null) {
            return;
        }
        RecordedStep above = step;
        for (int i = 0; i < MAX_ANCESTORS && above != null; i++) {
            above = above.step().parent() == null ? null : steps.get(above.step().parent());
            Tool tool = above == null || !isCall(above) ? null : tools.get(nameOf(above));
            if (tool != null) {
                tool.observed.add(effect);
                tool.evidence.merge(step.operation().text(), 1L, Long::sum);
                if (step.operation() == Operation.DATA_HTTP || step.operation() == Operation.AGENT_HANDOFF) {
                    tool.returns.add(TrustContext.UNTRUSTED);
                }
            }
        }
    }

    private static ToolEffect effectOf(RecordedStep step) {
        return switch (step.operation()) {
            case DATA_FILE_READ -> ToolEffect.READS;
            case DATA_FILE_WRITE, CODE_PROCESS, CODE_SCRIPT -> ToolEffect.CHANGES;
            case DATA_FILE_DELETE -> ToolEffect.DESTROYS;
            case DATA_SQL -> step.step().facts().isTrue(Field.SQL_WRITES) ? ToolEffect.CHANGES : ToolEffect.READS;
            case DATA_HTTP -> isReading(step.step().facts().text(Field.HTTP_METHOD)) ? ToolEffect.READS : ToolEffect.SENDS;
            case AGENT_HANDOFF -> ToolEffect.SENDS;
            default -> null;
        };
    }

    private static boolean isReading(String method) {
        return "GET".equals(method) || "HEAD".equals(method) || "OPTIONS".equals(method);
    }

    /** Whether tools were left out. */
    public boolean cut() {
        return cut;
    }

    /** The tools, sorted by name. */
    public List<DraftedTool> tools() {
        List<DraftedTool> drafted = new ArrayList<>(tools.size());
        tools.forEach((name, tool) -> drafted.add(tool.drafted(name, names)));
        return drafted;
    }

    private static final class Tool {
        private long calls;
        private final Set<String> arguments = new TreeSet<>();
        private final Set<ToolEffect> observed = EnumSet.noneOf(ToolEffect.class);
        private final Map<String, Long> evidence = new TreeMap<>();
        private final Set<String> returns = new TreeSet<>();
        private final Set<ServerHint> hints = EnumSet.noneOf(ServerHint.class);
        private String title;

        void told(Facts facts) {
            if (facts.get(Field.MCP_ARGUMENTS) instanceof List<?> declared) {
                for (Object argument : declared) {
                    if (arguments.size() < MAX_ARGUMENTS) {
                        arguments.add((String) argument);
                    }
                }
            }
            hints.addAll(ServerHint.in(facts));
            title = facts.text(Field.MCP_TITLE) == null ? title : facts.text(Field.MCP_TITLE);
        }

        DraftedTool drafted(String name, ToolCatalogue names) {
            ToolEntry byName = names.of(name);
            Set<ToolEffect> effects = EnumSet.noneOf(ToolEffect.class);
            effects.addAll(byName.effects());
            effects.addAll(observed);
            hints.forEach(hint -> hint.effect().ifPresent(effects::add));
            Map<String, ArgumentRole> roles = new TreeMap<>();
            arguments.forEach(argument -> roles.put(argument, names.role(byName, argument)));
            return new DraftedTool(new ToolEntry(name, effects, roles, returns), calls, byName.effects(), evidence, hints, title);
        }
    }
}
