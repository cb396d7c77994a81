package dev.pathwarden.samples.world;

import dev.pathwarden.samples.script.ScriptReader;
import dev.pathwarden.samples.script.ScriptedModelServer;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything on loopback that a sample's agents talk to: one scripted model for each agent, and a site. Leaves in its directory what each model was told ({@code NAME-requests.jsonl})
 * and what was posted to the site ({@code site-received.txt}).
 */
public final class World implements Closeable {

    private static final Map<String, List<String>> SCRIPTS = Map.of("refund-desk", List.of("ticket"), "research-handover", List.of("researcher", "reporter"));

    private final LoopbackSite site;
    private final Map<String, ScriptedModelServer> models = new LinkedHashMap<>();

    private World(LoopbackSite site) {
        this.site = site;
    }

    /**
     * Starts the world of a sample.
     *
     * @param sample {@code refund-desk} or {@code research-handover}
     * @param out directory for what it leaves; made if it is not there
     * @throws IOException if there is no such sample, or no port
     */
    public static World start(String sample, Path out) throws IOException {
        List<String> scripts = SCRIPTS.get(sample);
        if (scripts == null) {
            throw new IOException("there is no sample '" + sample + "'; name one of " + SCRIPTS.keySet());
        }
        Files.createDirectories(out);
        World world = new World(LoopbackSite.start("/" + sample + "/site", out.resolve("site-received.txt")));
        try {
            for (String script : scripts) {
                world.models.put(script, ScriptedModelServer.start(ScriptReader.read(sample + "/" + script, Map.of("site", world.site())), out.resolve(script + "-requests.jsonl")));
            }
            return world;
        } catch (IOException failed) {
            world.close();
            throw failed;
        }
    }

    /** URL of the site, without a slash at its end. */
    public String site() {
        return site.url();
    }

    /** Base URL of the model that plays that script, for an OpenAI client. */
    public String model(String script) {
        return models.get(script).baseUrl().toString();
    }

    /** Names of the scripts. */
    public List<String> scripts() {
        return List.copyOf(models.keySet());
    }

    /** What is wrong with how the scripts were played so far; empty if nothing is. */
    public Optional<String> problem() {
        return models.values().stream().map(ScriptedModelServer::problem).flatMap(Optional::stream).findFirst();
    }

    @Override
    public void close() {
        models.values().forEach(ScriptedModelServer::close);
        site.close();
    }
}
