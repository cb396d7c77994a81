package dev.pathwarden.policies.inventory;

import dev.pathwarden.model.step.Facts;
import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.policies.tool.ToolCatalogue;
import dev.pathwarden.policies.tool.ToolEffect;
import dev.pathwarden.policies.tool.ToolEntry;
import dev.pathwarden.policies.trust.TrustContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Counts what steps tell of how far one thing can be trusted. For one thread. */
final class TrustTally {

    private final InventoryKind kind;
    private final ToolCatalogue tools;
    private final DescriptionRoom room;
    private final Set<ToolEffect> effects = EnumSet.noneOf(ToolEffect.class);
    private final TreeSet<String> returns = new TreeSet<>();
    private final TreeSet<String> versions = new TreeSet<>();
    private final Map<String, ToolDefinition> definitions = new LinkedHashMap<>();
    private Trust.Declared by;
    private long results;
    private long untrusted;
    private long instructed;
    private long redefined;

    TrustTally(InventoryKind kind, ToolCatalogue tools, DescriptionRoom room) {
        this.kind = kind;
        this.tools = tools;
        this.room = room;
    }

    /** Adds a step that shows the thing. */
    void add(RecordedStep step) {
        if (step.outcome() != null && step.status() != Status.BLOCKED) {
            results++;
            untrusted += step.outcome().labels().contains(TrustContext.UNTRUSTED) ? 1 : 0;
            instructed += step.outcome().labels().contains(TrustContext.INSTRUCTION) ? 1 : 0;
        }
        Facts facts = step.step().facts();
        if (kind == InventoryKind.TOOL || kind == InventoryKind.MCP_TOOL || kind == InventoryKind.MCP_SERVER) {
            effects(facts);
            redefined += facts.isTrue(Field.MCP_CHANGED) || facts.isTrue(Field.MCP_REDEFINED) ? 1 : 0;
        }
        if (kind == InventoryKind.MCP_TOOL) {
            define(facts, step.step().startNanos());
        }
        if (kind == InventoryKind.MCP_SERVER && versions.size() < Inventory.MOST_WORDS) {
            version(facts);
        }
    }

    private void effects(Facts facts) {
        String tool = facts.text(Field.TOOL_NAME);
        if (tool == null) {
            return;
        }
        Optional<ToolEntry> written = tools.written(tool);
        written.ifPresent(entry -> returns.addAll(entry.returns()));
        Object recorded = facts.get(Field.TOOL_EFFECTS);
        if (written.isPresent() && !written.get().effects().isEmpty()) {
            effects(written.get().effects(), Trust.Declared.CATALOGUE);
        } else if (recorded instanceof Collection<?>) {
            List<ToolEffect> known = ((Collection<?>) recorded).stream().flatMap(effect -> ToolEffect.of(String.valueOf(effect)).stream()).toList();
            effects(known, Trust.Declared.RECORDING);
        } else {
            effects(tools.of(tool).effects(), Trust.Declared.NAME);
        }
    }

    /** Of several tools, as a server has them, the weakest word counts. */
    private void effects(Collection<ToolEffect> more, Trust.Declared says) {
        if (!more.isEmpty()) {
            effects.addAll(more);
            by = by == null || says.compareTo(by) > 0 ? says : by;
        }
    }

    private void version(Facts facts) {
        String name = facts.text(Field.MCP_SERVER_NAME);
        String version = facts.text(Field.MCP_SERVER_VERSION);
        if (name != null || version != null) {
            versions.add(name == null ? version : version == null ? name : name + " " + version);
        }
    }

    private void define(Facts facts, Long start) {
        String hash = facts.text(Field.MCP_DEFINITION);
        ToolDefinition known = hash == null ? null : definitions.get(hash);
        if (hash != null && (known != null || definitions.size() < Inventory.MOST_WORDS)) {
            definitions.put(hash, (known == null ? room.keep(ToolDefinition.of(facts)) : known).seen(start));
        }
    }

    /** What is known so far. */
    Trust trust() {
        List<ToolDefinition> inOrder = new ArrayList<>(definitions.values());
        if (inOrder.stream().noneMatch(definition -> definition.first() == null)) {
            inOrder.sort(Comparator.comparing(ToolDefinition::first));
        }
        return new Trust(effects, by, returns, results, untrusted, instructed, redefined, versions, inOrder);
    }
}
