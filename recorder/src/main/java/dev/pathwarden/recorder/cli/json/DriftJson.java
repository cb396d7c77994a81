package dev.pathwarden.recorder.cli.json;

import dev.pathwarden.policies.baseline.AgentDrift;
import dev.pathwarden.policies.baseline.FirstStep;
import dev.pathwarden.policies.baseline.NewTrait;
import dev.pathwarden.policies.baseline.NewVolume;
import dev.pathwarden.policies.novelty.Trait;
import dev.pathwarden.policies.tool.ToolEffect;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is new of agents, as {@code drift --json} writes it. */
public final class DriftJson {

    private DriftJson() {
    }

    /** {@code {"runs":N,"agents":[{"agent":..,"known":..,"new":[{"kind":..,..}],"volumes":[..],"untold":[..]}]}}; an agent with nothing new is there too. */
    public static Map<String, Object> drift(List<AgentDrift> agents, int runs) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("runs", runs);
        List<Object> all = new ArrayList<>(agents.size());
        agents.forEach(agent -> all.add(agent(agent)));
        json.put("agents", all);
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
        json.put("untold", List.copyOf(agent.untold()));
        return json;
    }

    private static Map<String, Object> trait(NewTrait found) {
        Trait trait = found.trait();
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
                json.put("effects", found.effects().stream().sorted().map(ToolEffect::text).toList());
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
        json.put("runs", found.seen().runs());
        json.put("steps", found.seen().steps());
        json.put("first", step(found.first()));
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
