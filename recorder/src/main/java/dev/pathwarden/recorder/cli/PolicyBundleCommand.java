package dev.pathwarden.recorder.cli;

import dev.pathwarden.model.key.SigningKey;
import dev.pathwarden.policies.engine.Bundle;
import dev.pathwarden.policies.rollout.BundleFile;
import dev.pathwarden.policies.rollout.BundleFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "bundle", sortOptions = false,
        header = "Compile guardrails to a file that recorders load.",
        description = {"For JVMs started with -javaagent:pathwarden-agent.jar=out=DIR,policies=FILE, and for 'pathwarden run --policies FILE'. The file is readable by its owner only.",
            "What a catalogue says of tools, and a baseline of agents, goes with the guardrails. A recorder that was given a public key takes signed bundles only."},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "2:the command line is wrong, or --out exists and is not to be replaced", "3:a guardrail has an error, or there is no such key; no file is written", "4:rights or disk"},
        footer = {"", "Examples:", "  pathwarden policy bundle drafts --out guardrails.bundle", "  pathwarden policy bundle drafts --tools tools.yaml --out guardrails.bundle --replace --sign policy.key"})
final class PolicyBundleCommand implements Callable<Integer> {

    private final Invocation invocation;

    @Mixin
    private PolicyArgument guardrails;

    @Mixin
    private ToolsOption tools;

    @Mixin
    private BaselineOption baseline;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "File to write; it must not exist, unless it is to be replaced.")
    private Path out;

    @Option(names = "--replace", description = "Replace the bundle in FILE, and keep it as FILE.previous.")
    private boolean replace;

    @Mixin
    private SigningOption signing;

    @Mixin
    private JsonOption json;

    PolicyBundleCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException {
        Console console = invocation.console();
        boolean replaces = Files.exists(out);
        if (replaces && !replace) {
            throw new CommandException(ExitCode.USAGE, out + " is there already: name a path that is not, or add --replace.");
        }
        SigningKey key = signing.wanted() ? SigningOption.key(signing.keyFile()) : null;
        GuardrailOption.Loaded loaded = GuardrailOption.load(console, guardrails.directory()).with(tools.load(console)).knowing(baseline.load(console));
        if (!loaded.whole()) {
            throw new CommandException(ExitCode.INPUT, "No bundle was written: a bundle holds all guardrails of " + guardrails.text() + " or none; correct those above.");
        }
        Bundle bundle = loaded.bundle();
        BundleFile file = new BundleFile(out);
        long sequence = key == null ? 0 : signing.sequence(replaces && !signing.isNumbered() ? next(file) : 1);
        byte[] bytes = key == null ? bundle.bytes() : SigningOption.sign(bundle, sequence, loaded.compilation().lists(), key);
        if (replaces) {
            file.replace(bytes);
        } else {
            file.write(bytes);
        }
        print(console, json, out, bundle, sequence, key);
        return ExitCode.OK;
    }

    private static long next(BundleFile file) throws IOException {
        try {
            BundleFile.Opened replaced = file.open();
            return replaced.manifest() == null ? 1 : replaced.manifest().sequence() + 1;
        } catch (BundleFileException damaged) {
            throw new CommandException(ExitCode.INPUT, file.path() + " is no whole bundle, so the number that comes next is not known: name one above the last that was in force with --sequence N.", damaged);
        }
    }

    /** How much a bundle holds, such as {@code 12 guardrails and 3 tools}. */
    private static String held(Bundle bundle) {
        List<String> held = new ArrayList<>();
        held.add(RecordingReport.count(bundle.guardrails().size(), "guardrail"));
        if (!bundle.tools().isEmpty()) {
            held.add(RecordingReport.count(bundle.tools().size(), "tool"));
        }
        if (!bundle.habits().isEmpty()) {
            held.add("what is normal of " + RecordingReport.count(bundle.habits().agents().size(), "agent"));
        }
        return held.size() < 3 ? String.join(" and ", held) : held.get(0) + ", " + held.get(1) + " and " + held.get(2);
    }

    /** Says which bundle was written. */
    static void print(Console console, JsonOption json, Path out, Bundle bundle, long sequence, SigningKey key) {
        if (json.wanted()) {
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("file", out.toString());
            result.put("hash", bundle.hash());
            if (key != null) {
                result.put("sequence", sequence);
                result.put("signer", key.publicText());
            }
            result.put("guardrails", bundle.guardrails().stream().map(guardrail -> guardrail.id()).toList());
            result.put("tools", bundle.tools().size());
            result.put("agents", bundle.habits().agents().size());
            console.json(result);
        } else {
            console.out().println(held(bundle) + " in " + out + ", hash " + bundle.hash()
                    + (key == null ? "" : ", sequence " + sequence + ", signed by the key " + key.fingerprint()));
        }
    }
}
