package dev.pathwarden.policies.fuzz;

import dev.pathwarden.model.signing.Signers;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.policies.baseline.BaselineText;
import dev.pathwarden.policies.baseline.Learning;
import dev.pathwarden.policies.baseline.RandomRuns;
import dev.pathwarden.policies.compiler.GuardrailCompiler;
import dev.pathwarden.policies.engine.Degree;
import dev.pathwarden.policies.engine.Stage;
import dev.pathwarden.policies.guardrail.GuardrailDocument;
import dev.pathwarden.policies.guardrail.GuardrailParser;
import dev.pathwarden.policies.guardrail.GuardrailSource;
import dev.pathwarden.policies.pack.Pack;
import dev.pathwarden.policies.rollout.Pin;
import dev.pathwarden.policies.rollout.Receiver;
import dev.pathwarden.policies.rollout.RolloutFigures;
import dev.pathwarden.policies.rollout.RolloutPlan;
import dev.pathwarden.policies.rollout.RolloutText;
import dev.pathwarden.policies.rollout.SeenAgents;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Whole inputs for each target: what is shipped, and what is made of it. */
final class Seeds {

    private static final String CATALOGUE = "tools:\n  frob: {effects: [destroys, reads], roles: {to: target, x: detail}, returns: [untrusted]}\n  naught: {}\n";
    private static final String OPTIONS = "id: held\ntitle: Held\non: [data.sql]\nlet: {w: step.sql.writes}\nwhen: w && step.name in list('names.txt')\naction: hold\nholdFor: 90s\nabort: true\nsandbox: {network: true, write: [out, /srv/out]}\n"
            + "redact: [secret, pii.email]\nmessage: 'Writes {step.name}'\nexceptions:\n  nightly: {when: 'w', reason: Ticket 12, until: 2027-01-31}\n---\nid: two\ntitle: Two\non: [data.http]\nwhen: >\n  once(step.sql.writes)\n  && true\naction: alert\n";

    private static final String LEAST_PLAN = "{\"rollout\": 1, \"bundle\": \"b\", \"drafts\": \"d\", \"draft\": \"\", \"base\": {\"hash\": \"\"}, \"guardrails\": [\"one\"], \"stages\": [{\"degree\": \"enforce\"}], "
            + "\"rehearsed\": {\"runs\": 0, \"steps\": 0}}";
    private static final String PLAN = RolloutText.of(new RolloutPlan("/srv/a b/guardrails.bundle", "drafts: \"x\"", "0123456789012345", new RolloutPlan.Base("00e0000000000000", 6L), List.of("one", "on"),
            List.of(Stage.forAll(Degree.AUDIT), new Stage(Degree.HOLD, Degree.OFF, Set.of("0a".repeat(16)), 10, 1_790_000_000_000_000_000L, Degree.ENFORCE), Stage.forAll(Degree.ENFORCE)),
            new Signers(List.of("0a".repeat(32), "12".repeat(32)), 2), 3,
            new RolloutFigures(40, 1210, new TreeMap<>(Map.of("one", new RolloutFigures.Hits(2, 3), "on", RolloutFigures.Hits.NONE)), new SeenAgents(new TreeMap<>(Map.of("yes", new TreeSet<>(Set.of("0a".repeat(16)))))),
                    new RolloutFigures.GoodWork(4, 1)),
            List.of(new Receiver(URI.create("https://127.0.0.1:7464"), new Pin("sha256//" + "A".repeat(43) + "="), "receiver.token", null))));

    private Seeds() {
    }

    /** Runs that conditions are tried on. */
    static List<RecordedRun> runs() {
        RandomRuns random = new RandomRuns(11, 4);
        return Stream.generate(() -> random.run(12)).limit(3).toList();
    }

    static List<byte[]> of(Target target) {
        List<GuardrailDocument> shipped = Pack.shipped().stream().flatMap(source -> GuardrailParser.parse(source).documents().stream()).toList();
        return switch (target) {
            case YAML -> yaml();
            case GUARDRAIL -> Stream.concat(Stream.of(OPTIONS), Pack.shipped().stream().map(GuardrailSource::text)).map(Seeds::bytes).toList();
            case CONDITION -> shipped.stream().flatMap(document -> Stream.concat(Stream.of(document.when()), document.let().values().stream())).map(text -> bytes(text.text())).toList();
            case BUNDLE -> Stream.concat(Stream.of(new GuardrailSource("options", OPTIONS)), Pack.shipped().stream()).map(source -> GuardrailCompiler.compile(List.of(source)).bundle().bytes()).toList();
            case PLAN -> List.of(bytes(PLAN), bytes(LEAST_PLAN));
        };
    }

    private static List<byte[]> yaml() {
        List<byte[]> inputs = new ArrayList<>();
        Pack.shipped().forEach(source -> inputs.add(bytes("g" + source.text())));
        inputs.add(bytes("g" + OPTIONS));
        inputs.add(bytes("t" + CATALOGUE));
        Learning learning = new Learning();
        RandomRuns random = new RandomRuns(1, 4);
        learning.add(random.run(40));
        inputs.add(bytes("b" + BaselineText.of(learning.baseline())));
        for (String profile : List.of("observe", "balanced", "strict")) {
            try (InputStream in = Pack.class.getResourceAsStream("/dev/pathwarden/policies/profiles/" + profile + ".yaml")) {
                inputs.add(bytes("p" + new String(in.readAllBytes(), StandardCharsets.UTF_8)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return inputs;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
