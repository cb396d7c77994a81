package dev.pathwarden.recorder.cli;

import dev.pathwarden.model.text.Escaped;
import dev.pathwarden.recorder.home.ProductHome;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;

/** The {@code pathwarden} command: its verbs, and how what goes wrong in them is told. */
@Command(name = "pathwarden", version = "pathwarden " + Pathwarden.VERSION, sortOptions = false, usageHelpWidth = 100,
        header = "Records what AI agents do, stops what your guardrails forbid, and rehearses guardrails on recorded runs.",
        synopsisSubcommandLabel = "COMMAND", commandListHeading = "%nCommands:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:a check that was asked for failed", "2:the command line is wrong", "3:an input cannot be read as what it should be",
            "4:the environment: disk, rights, a missing JDK", "n:run gives back its command's exit code, and 125 when run itself fails"},
        footer = {"", "Example:", "  pathwarden demo", "", "'pathwarden COMMAND --help' tells more about a command."})
public final class Pathwarden {

    /** Version of the product. */
    static final String VERSION = "0.1.0";

    @Option(names = {"-h", "--help"}, usageHelp = true, scope = CommandLine.ScopeType.INHERIT, description = "Print this help.")
    private boolean help;

    @Option(names = "--version", versionHelp = true, description = "Print the version.")
    private boolean version;

    @Option(names = "--verbose", scope = CommandLine.ScopeType.INHERIT, description = "With a problem, print where in the program it arose.")
    private boolean verbose;

    private Pathwarden() {
    }

    /** Runs one command and exits with its code. */
    public static void main(String[] args) {
        CheckedStream results = new CheckedStream(new FileOutputStream(FileDescriptor.out), CheckedStream.outIsRead());
        PrintWriter out = writer(results);
        PrintWriter err = writer(new FileOutputStream(FileDescriptor.err));
        Terminal terminal = Terminal.of(System.getProperty("pathwarden.terminals"), System.getProperty("pathwarden.columns"), System.getenv());
        Console console = new Console(out, err, terminal);
        int code = execute(new Invocation(console, ProductHome::ofSystem, System.getenv()), args);
        out.flush();
        String lost = results.failure();
        if (lost != null) {
            console.note("The result could not be written to standard output: " + lost + "; make room there and try again.");
            code = code == ExitCode.OK ? ExitCode.ENVIRONMENT : code;
        }
        err.flush();
        System.exit(code);
    }

    /** UTF-8 whatever the locale says: trees are drawn with it, and a pipe is to get the same bytes everywhere. */
    private static PrintWriter writer(OutputStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
    }

    /** Runs one command and returns its exit code, whatever becomes of it. */
    static int execute(Invocation invocation, String... args) {
        CommandLine line = null;
        try {
            line = commandLine(invocation);
            return line.execute(args);
        } catch (Throwable error) {
            // Exceptions do not come here; what does is an error, such as memory or stack that came to its end, or a class that is not there.
            CommandLine at = line;
            while (at != null && at.getParseResult() != null && at.getParseResult().hasSubcommand()) {
                at = at.getParseResult().subcommand().commandSpec().commandLine();
            }
            return fault(invocation.console(), error, at, line != null && ((Pathwarden) line.getCommand()).verbose);
        }
    }

    /** The command with all its verbs. */
    static CommandLine commandLine(Invocation invocation) {
        Pathwarden top = new Pathwarden();
        CommandLine line = new CommandLine(top);
        List.of(new DemoCommand(invocation), new RunCommand(invocation), new RecordCommand(invocation), new SnapshotCommand(invocation), new ShowCommand(invocation), new FollowCommand(invocation), new InventoryCommand(invocation), new FindCommand(invocation), new WhyCommand(invocation), new CaseCommand(),
                        new DryRunCommand(invocation), new EvaluateCommand(invocation), new JudgeCommand(), new DraftCommand(invocation), new DiffCommand(invocation), new BaselineCommand(invocation), new DriftCommand(invocation), new PolicyCommand(), new ToolsCommand(), new ApprovalsCommand(), new ImportCommand(invocation), new ExportCommand(invocation),
                        new VerifyCommand(invocation), new DoctorCommand(invocation), new PruneCommand(invocation), new KeyCommand(invocation),
                        new WorkbenchCommand(invocation))
                .forEach(line::addSubcommand);
        CommandLine judge = line.getSubcommands().get("judge");
        List.of(new JudgeMarkCommand(invocation), new JudgeListCommand(invocation), new JudgeShowCommand(invocation), new JudgeTestsCommand(invocation)).forEach(judge::addSubcommand);
        CommandLine policy = line.getSubcommands().get("policy");
        List.of(new PolicyTestCommand(invocation), new PolicyLintCommand(invocation), new PolicyBundleCommand(invocation), new PolicyVerifyCommand(invocation),
                new PolicyRollbackCommand(invocation), new PolicyKeyCommand(invocation), new PolicyReceiveCommand(invocation), new RolloutCommand()).forEach(policy::addSubcommand);
        CommandLine rollout = policy.getSubcommands().get("rollout");
        List.of(new RolloutPlanCommand(invocation), new RolloutSignCommand(invocation), new RolloutPushCommand(invocation), new RolloutStatusCommand(invocation), new RolloutNextCommand(invocation),
                new RolloutRollbackCommand(invocation)).forEach(rollout::addSubcommand);
        line.getSubcommands().get("tools").addSubcommand(new ToolsDraftCommand(invocation));
        CommandLine approvals = line.getSubcommands().get("approvals");
        List.of(new ApprovalsListCommand(invocation), new ApprovalsApproveCommand(invocation), new ApprovalsDenyCommand(invocation), new ApprovalsKeyCommand(invocation))
                .forEach(approvals::addSubcommand);
        CommandLine ofCase = line.getSubcommands().get("case");
        List.of(new CaseShowCommand(invocation), new CaseStarCommand(invocation), new CaseTagCommand(invocation), new CaseNoteCommand(invocation), new CaseFindingCommand(invocation), new CaseFilterCommand(invocation), new CaseReportCommand(invocation))
                .forEach(ofCase::addSubcommand);
        Console console = invocation.console();
        line.setOut(console.out());
        line.setErr(console.err());
        line.setColorScheme(CommandLine.Help.defaultColorScheme(console.terminal().out() && console.terminal().colours() ? Ansi.ON : Ansi.OFF));
        describe(line);
        line.registerConverter(FailOn.class, Pathwarden::failOn);
        line.setUsageHelpWidth(Terminal.DEFAULT_COLUMNS);
        line.setUsageHelpLongOptionsMaxWidth(32);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        // An argument that begins with @ is the command's own, such as java @options or curl -d @file.
        line.setExpandAtFiles(false);
        // What follows the command of `run` belongs to that command, options included.
        line.getSubcommands().get("run").setStopAtPositional(true);
        line.setParameterExceptionHandler((wrong, args) -> usage(console, wrong));
        line.setExecutionExceptionHandler((thrown, at, parsed) -> fault(console, thrown, at, top.verbose));
        return line;
    }

    private static FailOn failOn(String expression) {
        try {
            return FailOn.parse(expression);
        } catch (IllegalArgumentException e) {
            throw new CommandLine.TypeConversionException(e.getMessage());
        }
    }

    private static void describe(CommandLine line) {
        CommandLine.Model.UsageMessageSpec help = line.getCommandSpec().usageMessage();
        help.synopsisHeading("%nUsage: ").parameterListHeading("%nArguments:%n").optionListHeading("%nOptions:%n");
        help.descriptionHeading(help.description().length == 0 ? "" : "%n");
        line.getSubcommands().values().forEach(Pathwarden::describe);
    }

    private static int usage(Console console, CommandLine.ParameterException wrong) {
        if (wrong.getCommandLine().getParent() == null && wrong instanceof CommandLine.UnmatchedArgumentException == false) {
            wrong.getCommandLine().usage(console.err());
            return ExitCode.USAGE;
        }
        String command = wrong.getCommandLine().getCommandSpec().qualifiedName();
        console.note(sentence(wrong));
        console.err().println("Try '" + command + " --help'.");
        return isRun(wrong.getCommandLine()) ? ExitCode.RUN_FAILED : ExitCode.USAGE;
    }

    private static String sentence(CommandLine.ParameterException wrong) {
        String message = wrong.getMessage();
        if (wrong instanceof CommandLine.UnmatchedArgumentException unmatched) {
            List<String> suggestions = unmatched.getSuggestions();
            boolean verb = !unmatched.isUnknownOption() && !wrong.getCommandLine().getSubcommands().isEmpty();
            message = (unmatched.isUnknownOption() ? "unknown option: " : verb ? "unknown command: " : "unexpected argument: ") + String.join(" ", unmatched.getUnmatched().subList(0, 1));
            // What picocli finds may have little in common with the word; a slip of the hand hardly ever hits the first letter.
            if (!suggestions.isEmpty() && suggestions.get(0).charAt(0) == unmatched.getUnmatched().get(0).charAt(0)) {
                message += "; did you mean '" + suggestions.get(0) + "'?";
            }
        }
        return message;
    }

    private static int fault(Console console, Throwable thrown, CommandLine at, boolean verbose) {
        Faults fault = Faults.of(thrown);
        console.out().flush();
        console.note(fault.sentence());
        if (verbose) {
            printTrace(console, thrown);
        }
        boolean runsOwnCode = fault.exitCode() == ExitCode.NOT_FOUND || fault.exitCode() == ExitCode.NOT_EXECUTABLE;
        return isRun(at) && !runsOwnCode ? ExitCode.RUN_FAILED : fault.exitCode();
    }

    private static void printTrace(Console console, Throwable thrown) {
        java.io.StringWriter trace = new java.io.StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        trace.toString().lines().forEach(line -> console.err().println(Escaped.text(line.replace("\t", "    "))));
    }

    private static boolean isRun(CommandLine line) {
        return line != null && line.getCommandName().equals("run");
    }
}
