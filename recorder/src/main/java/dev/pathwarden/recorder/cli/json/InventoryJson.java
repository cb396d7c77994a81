package dev.pathwarden.recorder.cli.json;

import dev.pathwarden.policies.inventory.Drifted;
import dev.pathwarden.policies.inventory.DriftedItem;
import dev.pathwarden.policies.inventory.InventoryItem;
import dev.pathwarden.policies.inventory.ToolDefinition;
import dev.pathwarden.policies.inventory.Trust;
import dev.pathwarden.policies.tool.ToolEffect;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A thing that a recording shows, as {@code inventory --json} writes it. */
public final class InventoryJson {

    private InventoryJson() {
    }

    /** The thing with who used it, what is known of its trust, and the condition that finds its steps. */
    public static Map<String, Object> item(InventoryItem item) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("kind", item.kind().text());
        json.put("name", item.name());
        json.put("steps", item.steps());
        json.put("runs", (long) item.runs());
        json.put("stopped", item.stopped());
        json.put("first", item.first());
        json.put("last", item.last());
        json.put("agents", List.copyOf(item.agents().keySet()));
        json.put("labels", List.copyOf(item.labels()));
        json.put("trust", trust(item.trust()));
        json.put("where", item.condition());
        return json;
    }

    /** The thing with how it drifted from a baseline, each way with its steps and their condition. */
    public static Map<String, Object> drifted(DriftedItem drifted) {
        Map<String, Object> json = item(drifted.item());
        json.put("drift", drifted.ways().stream().map(InventoryJson::way).toList());
        json.put("where", drifted.condition());
        return json;
    }

    private static Map<String, Object> way(Drifted way) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("how", way.how().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        json.put("agents", way.agents());
        json.put("steps", way.steps());
        if (way.shift() != null) {
            json.put("runs", way.shift().now().runs());
            json.put("ofRuns", way.shift().nowOf());
            json.put("runsBefore", way.shift().before().runs());
            json.put("ofRunsBefore", way.shift().beforeOf());
        }
        json.put("where", way.condition());
        return json;
    }

    private static Map<String, Object> trust(Trust trust) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("effects", trust.effects().stream().map(ToolEffect::text).toList());
        json.put("by", trust.by() == null ? null : trust.by().name().toLowerCase(Locale.ROOT));
        json.put("returns", List.copyOf(trust.returns()));
        json.put("results", trust.results());
        json.put("untrusted", trust.untrusted());
        json.put("instructed", trust.instructed());
        json.put("redefined", trust.redefined());
        json.put("contradicted", trust.isContradicted());
        json.put("versions", List.copyOf(trust.versions()));
        List<Object> definitions = new ArrayList<>();
        ToolDefinition before = null;
        for (ToolDefinition each : trust.definitions()) {
            definitions.add(definition(each, before));
            before = each;
        }
        json.put("definitions", definitions);
        return json;
    }

    private static Map<String, Object> definition(ToolDefinition definition, ToolDefinition before) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("hash", definition.hash());
        json.put("steps", definition.steps());
        json.put("first", definition.first());
        json.put("last", definition.last());
        json.put("title", definition.title());
        json.put("description", definition.description());
        json.put("arguments", definition.arguments());
        json.put("hints", definition.hints());
        json.put("changes", before == null ? List.of() : definition.changesFrom(before));
        return json;
    }
}
