package dev.pathwarden.recorder.cli;

import dev.pathwarden.model.hold.ApproverKey;
import dev.pathwarden.model.key.OwnerFile;
import dev.pathwarden.model.signing.AcceptedNumbers;
import dev.pathwarden.model.signing.Signers;
import dev.pathwarden.model.snapshot.Seal;
import dev.pathwarden.model.step.Mode;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.policies.engine.Bundle;
import dev.pathwarden.policies.engine.Guardrail;
import dev.pathwarden.policies.rollout.BundleFile;
import dev.pathwarden.recorder.drain.AgentOption;
import dev.pathwarden.recorder.drain.MadeSnapshot;
import dev.pathwarden.recorder.drain.RecordedParts;
import dev.pathwarden.recorder.drain.Recording;
import dev.pathwarden.recorder.drain.RecordingDirectory;
import dev.pathwarden.recorder.drain.RotatingRecording;
import dev.pathwarden.recorder.drain.Scope;
import dev.pathwarden.recorder.drain.WatchedCommand;
import dev.pathwarden.recorder.home.DeploymentKey;
import dev.pathwarden.recorder.home.ToolMemory;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "run", sortOptions = false,
        header = "Start a command under the recorder, and stop what the guardrails forbid.",
        customSynopsis = {"pathwarden run [--policies DIR | --profile NAME] [--tools CATALOGUE] [--baseline BASELINE]",
            "[--policy-key KEY,...] [--signatures N] [--out DIR] [--mode audit|enforce] [--scope agent|process] [--require-hooks[=HOOK,...]] [--mask PROFILE] [--prices FILE] [--propagate HOST,...] [--user USER] [--anchor COMMAND] [--encrypt-with KEY] [--rotate-every AGE] [--rotate-at SIZE] [--keep-for AGE] [--keep-size SIZE] -- COMMAND..."},
        description = {"COMMAND is a JVM or anything that starts JVMs: each of them, JDK 17 or later on Linux, loads the recorder through JAVA_TOOL_OPTIONS. "
            + "Its streams, working directory and exit code are those it has without Pathwarden.",
            "With --rotate-every or --rotate-at it makes one snapshot after the other while the command runs: parts, in the directory snapshot within --out, which every command opens as one recording where --out is named, and each part "
            + "for itself. A run is sealed when it has ended, and files of the journals are deleted when all that is in them is in finished parts.",
            "What is said at the end goes to standard error: where the snapshot is, how much was recorded and stopped, and what was not seen."},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"n:the command's own exit code; 128 and the number of the signal that ended it", "125:run itself failed, or its command line is wrong",
            "126:the command cannot be executed", "127:the command was not found"},
        footer = {"", "Example:", "  pathwarden run --mode audit --out monday -- java -jar agent.jar"})
final class RunCommand implements Callable<Integer> {

    private static final Duration LONG = Duration.ofSeconds(10);

    private final Invocation invocation;

    @Mixin
    private ProfileOption guardrails;

    @Mixin
    private ToolsOption tools;

    @Mixin
    private BaselineOption baseline;

    @Option(names = "--policy-key", split = ",", paramLabel = "KEY",
            description = "Accept only bundles that the owner of this public key signed, now and while the command runs, and none under a lower number than one accepted before; --policies then names one. 'pathwarden policy key' prints yours. "
                + "Of several keys all have to sign, unless --signatures asks for fewer.")
    private List<String> policyKeys;

    @Option(names = "--signatures", paramLabel = "N", description = "How many of the keys of --policy-key have to sign (default: all).")
    private Integer signatures;

    @Option(names = "--out", paramLabel = "DIR", description = "Directory for journal and snapshot, made by this command (default: pathwarden-run and a number).")
    private Path out;

    @Option(names = "--mode", paramLabel = "MODE", defaultValue = "ENFORCE", description = "enforce: do what the guardrails ask; audit: record it and let the step go on (default: enforce).")
    private Mode mode;

    @Option(names = "--scope", paramLabel = "SCOPE", defaultValue = "AGENT",
            description = "agent: record and decide what happens inside agent runs; process: the whole command is one run, for programs with a home-made agent loop (default: agent).")
    private Scope scope;

    @Option(names = "--require-hooks", arity = "0..1", split = ",", fallbackValue = "all", paramLabel = "HOOK",
            description = "Start no JVM in which one of these hooks is not live, or the recorder does not start at all; without HOOK, none of them may fail. A JVM that is refused ends with 125.")
    private List<String> requiredHooks;

    @Option(names = "--mask", paramLabel = "PROFILE", defaultValue = "SECRETS",
            description = "Record a mark in the place of secrets; personal: also of personal data; none: record everything as it is (default: secrets). Guardrails and the command see everything; equal values have equal marks.")
    private MaskProfile mask;

    @Mixin
    private PriceOption prices;

    @Mixin
    private SealOption seal;

    @Mixin
    private RotationOption rotation;

    @Option(names = "--propagate", split = ",", paramLabel = "HOST",
            description = "Hosts that calls over MCP, A2A and HTTP may tell of run, agent and labels, besides this machine; *.example.com stands for all below it, * for all.")
    private List<String> propagate;

    @Option(names = "--user", paramLabel = "USER",
            description = "The person or service on whose behalf the command acts, for guardrails that read user.id; recorded with each run that does not say it itself. Nobody checks it.")
    private String user;

    @Parameters(arity = "1..*", paramLabel = "COMMAND", description = "The command and its arguments, behind --.")
    private List<String> command;

    RunCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException {
        Path key = DeploymentKey.file(invocation.environment());
        Path agentJar = invocation.home().get().agentJar();
        check(WatchedCommand.startable(command.get(0), invocation.environment()));
        Path priceTable = prices.checked();
        if (rotation.wanted()) {
            // Told before anything is made.
            rotation.rotation();
            rotation.retention();
        }
        DeploymentKey.readOrMake(key);
        Signers signers = signers();
        Bundle bundle = bundle();
        String approver = approver(bundle);
        RecordingDirectory directory = out == null ? RecordingDirectory.makeFresh("pathwarden-run") : new RecordingDirectory(out);
        AgentOption agent = new AgentOption(agentJar, directory, key, mode, scope, scope == Scope.PROCESS ? newRun() : null)
                .with("approver", approver).with("require", requiredHooks == null ? null : String.join(":", requiredHooks)).with("prices", priceTable == null ? null : priceTable.toString())
                .with("propagate", propagate == null ? null : String.join("+", propagate)).with("policyKey", signers == null ? null : signers.text()).with("signatures", signers == null || signers.needed() == signers.keys().size() ? null : String.valueOf(signers.needed())).with("known", ToolMemory.file(invocation.environment()).toString()).with("user", user).with("mask", mask.text())
                .with("numbers", signers == null ? null : numbers().toString());
        if (guardrails.isBundle()) {
            agent = agent.withBundle(guardrails.directory().toAbsolutePath().normalize());
        }
        Path shown = out == null ? directory.root().getFileName() : out;
        try (Seal sealed = seal.seal(invocation)) {
            if (out != null) {
                directory.make();
            }
            return rotation.wanted() ? rotate(directory, bundle, agent, shown, sealed) : record(directory, bundle, agent, shown, sealed);
        }
    }

    private int record(RecordingDirectory directory, Bundle bundle, AgentOption agent, Path shown, Seal sealed) throws IOException {
        try (Recording recording = Recording.beginIn(directory, bundle.bytes())) {
            int code = recording.run(new WatchedCommand(command, seal.environment(invocation), agent, false));
            ToolMemory memory = new ToolMemory();
            MadeSnapshot made = finish(() -> recording.finish(memory::add, sealed), shown);
            remember(memory);
            RecordingReport.print(invocation.console(), made, shown, scope);
            return code;
        }
    }

    private int rotate(RecordingDirectory directory, Bundle bundle, AgentOption agent, Path shown, Seal sealed) throws IOException {
        ToolMemory memory = new ToolMemory();
        try (RotatingRecording recording = RotatingRecording.beginIn(directory, bundle.bytes(), rotation.rotation(), rotation.retention(), sealed, memory::add, invocation.console()::note)) {
            int code = recording.run(new WatchedCommand(command, seal.environment(invocation), agent.with("parts", directory.snapshot().toString()), false));
            RecordedParts made = finish(recording::finish, shown);
            remember(memory);
            RecordingReport.print(invocation.console(), made, shown, scope);
            return code;
        }
    }

    /** What servers said of the tools that were called, for the next run. Without it this one is as good. */
    private void remember(ToolMemory memory) {
        try {
            memory.remember(ToolMemory.file(invocation.environment()));
        } catch (IOException e) {
            invocation.console().note("The tools of MCP servers in this run could not be remembered (" + e.getMessage() + "): the next run will not tell whether they changed.");
        }
    }

    private Bundle bundle() throws IOException {
        if (tools.file() != null && guardrails.isBundle()) {
            throw new CommandException(ExitCode.USAGE, "A bundle itself says what tools do, also after it is replaced: name the catalogue where the bundle is made, with 'pathwarden policy bundle --tools CATALOGUE'.");
        }
        if (baseline.file() != null && guardrails.isBundle()) {
            throw new CommandException(ExitCode.USAGE, "A bundle itself says what agents normally do, also after it is replaced: name the baseline where the bundle is made, with 'pathwarden policy bundle --baseline BASELINE'.");
        }
        if (policyKeys == null) {
            return guardrails.load(invocation.console()).with(tools.load(invocation.console())).knowing(baseline.load(invocation.console())).bundle();
        }
        Signers accepted = signers();
        if (!guardrails.isBundle()) {
            throw new CommandException(ExitCode.USAGE, "With --policy-key only a signed bundle is accepted: make one with 'pathwarden policy bundle --sign KEYFILE' and name it with --policies.");
        }
        BundleFile.Opened opened = new BundleFile(guardrails.directory()).verify(accepted);
        AcceptedNumbers before = new AcceptedNumbers(numbers().toFile());
        String refusal = before.refusal(accepted, guardrails.directory().toAbsolutePath().normalize().toString(), opened.manifest().sequence());
        if (refusal != null) {
            throw new CommandException(ExitCode.INPUT, "The bundle " + guardrails.directory() + " is refused. " + refusal);
        }
        return opened.bundle();
    }

    /** Who has to sign what comes into force; null where nobody has. */
    private Signers signers() {
        if (policyKeys == null && signatures != null) {
            throw new CommandException(ExitCode.USAGE, "--signatures says how many of the keys of --policy-key have to sign: name them.");
        }
        return policyKeys == null ? null : SigningOption.signers(policyKeys, signatures, "--policy-key");
    }

    /** Where the numbers of bundles that were accepted are remembered. */
    private Path numbers() {
        return OwnerFile.directory(invocation.environment()).resolve("policy-numbers");
    }

    private interface Finish<T> {
        T make() throws IOException;
    }

    /** The snapshot is made when the disk has taken it; the command did not wait for that. */
    private <T> T finish(Finish<T> finish, Path shown) throws IOException {
        Patience patience = Patience.of(LONG, () -> invocation.console().note("The command has ended, and its snapshot is still being made: there is much to write, or the disk of " + shown
                + " is slow. If you end this now, the journals stay, and 'pathwarden doctor " + shown + " --repair' makes the snapshot of them."));
        try {
            return finish.make();
        } finally {
            patience.close();
        }
    }

    private static RunId newRun() {
        SecureRandom random = new SecureRandom();
        // W3C trace context allows no id of all zeros; one bit rules that out.
        return new RunId(random.nextLong(), random.nextLong() | 1);
    }

    /** Who may answer to held steps: this user, where a guardrail can hold one and what guardrails ask is done, or one of a bundle that comes into force later. */
    private String approver(Bundle bundle) throws IOException {
        boolean holds = mode == Mode.ENFORCE && (guardrails.isBundle() || bundle.guardrails().stream().anyMatch(Guardrail::mayHold));
        return holds ? ApproverKey.readOrMake(ApproverKey.file(invocation.environment())).publicText() : null;
    }

    private void check(WatchedCommand.Startable startable) {
        switch (startable) {
            case NOT_FOUND -> throw new CommandException(ExitCode.NOT_FOUND, "The command '" + command.get(0) + "' was not found.");
            case NOT_EXECUTABLE -> throw new CommandException(ExitCode.NOT_EXECUTABLE, "The command '" + command.get(0) + "' cannot be executed: it is no program, or rights are missing.");
            case YES -> { }
        }
    }
}
