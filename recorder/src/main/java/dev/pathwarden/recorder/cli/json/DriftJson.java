package dev.pathwarden.recorder.cli.json;

import dev.pathwarden.policies.baseline.AgentDrift;
import dev.pathwarden.policies.baseline.FirstStep;
import dev.pathwarden.policies.baseline.NewTrait;
import dev.pathwarden.policies.baseline.NewVolume;
import dev.pathwarden.policies.baseline.Shift;
import dev.pathwarden.policies.novelty.Trait;
import dev.pathwarden.policies.novelty.TraitKind;
import dev.pathwarden.policies.tool.ToolEffect;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What is new of agents, as {@code drift --json} writes it. */
public final class DriftJson {

    private DriftJson() {
    }

    /** {@code {"runs":N,"agents":[{"agent":..,"known":..,"new":[{"kind":..,..}],"volumes":[..],"shifts":[..],"untold":[..]}],"gone":[..]}}; an agent with nothing new is there too. */
    public static Map<String, Object> drift(List<AgentDrift> agents, List<String> gone, int runs) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("runs", runs);
        List<Object> all = new ArrayList<>(agents.size());
        agents.forEach(agent -> all.add(agent(agent)));
        json.put("agents", all);
        json.put("gone", gone);
        return json;
    }

    private static Map<String, Object> agent(AgentDrift agent) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("agent", agent.agent());
        json.put("names", List.copyOf(agent.names()));
        json.put("known", agent.known());
        json.put("runs", agent.seen().runs());
        json.put("steps", agent.seen().steps());
        json.put("first", step(agent.first()));
        List<Object> traits = new ArrayList<>(agent.traits().size());
        agent.traits().forEach(trait -> traits.add(trait(trait)));
        json.put("new", traits);
        List<Object> volumes = new ArrayList<>(agent.volumes().size());
        agent.volumes().forEach(volume -> volumes.add(volume(volume)));
        json.put("volumes", volumes);
        json.put("shifts", agent.shifts().stream().map(DriftJson::shift).toList());
        json.put("untold", List.copyOf(agent.untold()));
        return json;
    }

    private static Map<String, Object> trait(NewTrait found) {
        Map<String, Object> json = trait(found.trait());
        if (found.trait().kind() == TraitKind.TOOL) {
            json.put("effects", found.effects().stream().sorted().map(ToolEffect::text).toList());
        }
        json.put("runs", found.seen().runs());
        json.put("steps", found.seen().steps());
        json.put("knownOf", found.others());
        json.put("first", step(found.first()));
        return json;
    }

    /** Something much more or less often done than before, or no more: {@code {"kind":..,..,"shift":"more","runs":N,"ofRuns":N,"runsBefore":N,"ofRunsBefore":N}}. */
    static Map<String, Object> shift(Shift shift) {
        Map<String, Object> json = trait(shift.trait());
        json.put("shift", shift.kind().name().toLowerCase(Locale.ROOT));
        json.put("runs", shift.now().runs());
        json.put("ofRuns", shift.nowOf());
        json.put("runsBefore", shift.before().runs());
        json.put("ofRunsBefore", shift.beforeOf());
        return json;
    }

    private static Map<String, Object> trait(Trait trait) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("kind", trait.kind().text());
        switch (trait.kind()) {
            case HOST, EXECUTABLE, MODEL -> json.put("name", trait.word(0));
            case TABLE, PATH -> {
                json.put("use", trait.word(0));
                json.put("name", trait.word(1));
            }
            case TOOL -> {
                json.put("server", trait.word(0));
                json.put("name", trait.word(1));
            }
            case SHAPE -> {
                json.put("server", trait.word(0));
                json.put("tool", trait.word(1));
                json.put("argument", trait.word(2));
                json.put("form", trait.word(3));
            }
            case ORDER -> {
                json.put("before", trait.word(0));
                json.put("name", trait.word(1));
            }
        }
        return json;
    }

    private static Map<String, Object> volume(NewVolume volume) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("volume", volume.volume().text());
        json.put("most", volume.most());
        json.put("came", volume.came());
        json.put("runs", volume.runs());
        json.put("first", step(volume.first()));
        return json;
    }

    private static Map<String, Object> step(FirstStep step) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("run", step.run().toString());
        json.put("step", step.step().toString());
        json.put("operation", step.operation());
        json.put("name", step.name());
        json.put("startNanos", step.startNanos());
        json.put("stopped", step.stopped());
        return json;
    }
}
