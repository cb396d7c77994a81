package dev.pathwarden.model.step;

import static dev.pathwarden.model.step.Operation.AGENT_HANDOFF;
import static dev.pathwarden.model.step.Operation.AGENT_INVOKE;
import static dev.pathwarden.model.step.Operation.CODE_PROCESS;
import static dev.pathwarden.model.step.Operation.CODE_SCRIPT;
import static dev.pathwarden.model.step.Operation.DATA_FILE_DELETE;
import static dev.pathwarden.model.step.Operation.DATA_FILE_READ;
import static dev.pathwarden.model.step.Operation.DATA_FILE_WRITE;
import static dev.pathwarden.model.step.Operation.DATA_HTTP;
import static dev.pathwarden.model.step.Operation.DATA_NET;
import static dev.pathwarden.model.step.Operation.DATA_SQL;
import static dev.pathwarden.model.step.Operation.MCP_CALL;
import static dev.pathwarden.model.step.Operation.MODEL_CHAT;
import static dev.pathwarden.model.step.Operation.OUTCOME;
import static dev.pathwarden.model.step.Operation.TOOL_CALL;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Table of the typed facts a step can carry. A guardrail reads those of the step itself as {@code step.<name>}, and those of the run up to the step by their name alone.
 *
 * <p>This one table drives the recorder, the type-checker, the coverage report and the reference page, so that a field cannot
 * exist for one of them only. On disk a field is known by its {@link #text() name}; constants may be reordered, never renamed.
 */
public enum Field {
    FILE_PATH("file.path", FieldType.TEXT, true, "Absolute path of the file, symbolic links not followed.", DATA_FILE_READ, DATA_FILE_WRITE, DATA_FILE_DELETE),
    FILE_TARGET("file.target", FieldType.TEXT, true, "Second path of a move, copy or link.", DATA_FILE_WRITE),
    FILE_CHANGE("file.change", FieldType.TEXT, true, "create, append, overwrite, truncate, move, copy, link, chmod, mkdir or map.", DATA_FILE_WRITE),
    FILE_TEMPORARY("file.temporary", FieldType.BOOLEAN, true, "The path lies under a temporary directory.", DATA_FILE_READ, DATA_FILE_WRITE, DATA_FILE_DELETE),
    FILE_WORLD_READABLE("file.worldReadable", FieldType.BOOLEAN, true, "Other users of the machine can read the file, or will be able to once it is made.", DATA_FILE_WRITE),
    FILE_CONTENT_KNOWN("file.contentKnown", FieldType.BOOLEAN, true, "The bytes were seen: true for a write, false for an open, a move or a mapping.", DATA_FILE_WRITE),
    FILE_ENCRYPTED("file.encrypted", FieldType.BOOLEAN, true, "The bytes to be written look like ciphertext; absent while no bytes or too few were seen.", DATA_FILE_WRITE),
    FILE_BYTES("file.bytes", FieldType.INTEGER, true, "Bytes of this write, or of the file that is read.", DATA_FILE_READ, DATA_FILE_WRITE),
    SQL_TEXT("sql.text", FieldType.TEXT, true, "The statement as sent to the driver.", DATA_SQL),
    SQL_TABLES("sql.tables", FieldType.TEXT_LIST, true, "Tables the statement names, lower case.", DATA_SQL),
    SQL_COLUMNS("sql.columns", FieldType.TEXT_LIST, true, "Columns the statement names, lower case; * where it selects all.", DATA_SQL),
    SQL_WRITES("sql.writes", FieldType.BOOLEAN, true, "The statement changes data or structure, or could not be parsed.", DATA_SQL),
    SQL_ROWS("sql.rows", FieldType.INTEGER, false, "Rows read or changed.", DATA_SQL),
    HTTP_METHOD("http.method", FieldType.TEXT, true, "Request method, upper case.", DATA_HTTP),
    HTTP_URL("http.url", FieldType.TEXT, true, "Request URL without user info.", DATA_HTTP),
    HTTP_HOST("http.host", FieldType.TEXT, true, "Host of the URL, lower case.", DATA_HTTP),
    HTTP_BYTES("http.bytes", FieldType.INTEGER, true, "Bytes of the request body; absent where the client does not tell.", DATA_HTTP),
    HTTP_CONTENT_KNOWN("http.contentKnown", FieldType.BOOLEAN, true, "The request has no body, or its bytes were seen; false for one that is streamed or not written yet.", DATA_HTTP),
    HTTP_STATUS("http.status", FieldType.INTEGER, false, "Status code of the response.", DATA_HTTP),
    NET_KIND("net.kind", FieldType.TEXT, true, "connect, udp, dns or unix.", DATA_NET),
    NET_HOST("net.host", FieldType.TEXT, true, "Host name as asked for, where there was one.", DATA_NET),
    NET_ADDRESS("net.address", FieldType.TEXT, true, "Resolved address, or the path of a Unix socket.", DATA_NET),
    NET_PORT("net.port", FieldType.INTEGER, true, "Remote port.", DATA_NET),
    NET_PRIVATE("net.private", FieldType.BOOLEAN, true, "The address is loopback, link-local or of a private range.", DATA_NET),
    NET_METADATA("net.metadata", FieldType.BOOLEAN, true, "The address is a cloud provider's instance metadata service.", DATA_NET),
    PROCESS_ARGV("process.argv", FieldType.TEXT_LIST, true, "Command and arguments.", CODE_PROCESS),
    PROCESS_EXECUTABLE("process.executable", FieldType.TEXT, true, "Last part of the command's path.", CODE_PROCESS),
    PROCESS_DIRECTORY("process.directory", FieldType.TEXT, true, "Working directory of the child.", CODE_PROCESS),
    PROCESS_PRIVILEGED("process.privileged", FieldType.BOOLEAN, true, "The command asks for another user's rights, directly or through a shell or env.", CODE_PROCESS),
    PROCESS_CHANGED("process.changed", FieldType.TEXT_LIST, false, "What a sandboxed child created, changed or removed where it may write, such as created /srv/out/report.csv.", CODE_PROCESS),
    PROCESS_EXIT("process.exit", FieldType.INTEGER, false, "Exit code of the child, where it was waited for.", CODE_PROCESS),
    SCRIPT_ACTION("script.action", FieldType.TEXT, true, "eval, compile, invoke a function, or define a class.", CODE_SCRIPT),
    SCRIPT_LANGUAGE("script.language", FieldType.TEXT, true, "Language of the code, lower case; java for classes; absent where it is not told.", CODE_SCRIPT),
    SCRIPT_ENGINE("script.engine", FieldType.TEXT, true, "What evaluates, compiles or defines it.", CODE_SCRIPT),
    MODEL_NAME("model.name", FieldType.TEXT, true, "Model asked for.", MODEL_CHAT),
    MODEL_PROVIDER("model.provider", FieldType.TEXT, true, "Provider of the model.", MODEL_CHAT),
    MODEL_TOOLS("model.tools", FieldType.TEXT_LIST, true, "Names of the tools offered to the model.", MODEL_CHAT),
    MODEL_PROMPT_NAME("model.promptName", FieldType.TEXT, true, "Name of the managed prompt, where the library gives it.", MODEL_CHAT),
    MODEL_PROMPT_VERSION("model.promptVersion", FieldType.TEXT, true, "Version of the managed prompt, where the library gives it.", MODEL_CHAT),
    MODEL_INPUT_TOKENS("model.inputTokens", FieldType.INTEGER, false, "Tokens of the request as the provider counted them, cached ones included.", MODEL_CHAT),
    MODEL_OUTPUT_TOKENS("model.outputTokens", FieldType.INTEGER, false, "Tokens of the answer as the provider counted them.", MODEL_CHAT),
    MODEL_CACHED_INPUT_TOKENS("model.cachedInputTokens", FieldType.INTEGER, false, "Tokens of the request that came from the provider's cache.", MODEL_CHAT),
    MODEL_COST_MICRO_USD("model.costMicroUsd", FieldType.INTEGER, false, "Cost in millionths of a US dollar by the price table given; absent without a price.", MODEL_CHAT),
    MODEL_FIRST_TOKEN_MILLIS("model.firstTokenMillis", FieldType.INTEGER, false, "Milliseconds until the first part of a streamed answer came.", MODEL_CHAT),
    TOOL_NAME("tool.name", FieldType.TEXT, true, "Tool that is called.", TOOL_CALL, MCP_CALL),
    TOOL_EFFECTS("tool.effects", FieldType.TEXT_LIST, true, "What the tool does, by the catalogue of tools or else by its name: reads, changes, sends, destroys; absent where neither tells.", TOOL_CALL, MCP_CALL),
    TOOL_ASKED("tool.asked", FieldType.TEXT, true, "How far the user's words ask for what the tool does: asks; delegates where they hand the choice to what is read; reads where they only ask to be told something; unclear. Of tools that do more than read.", TOOL_CALL, MCP_CALL),
    TOOL_INSTRUCTED("tool.instructed", FieldType.TEXT, true, "How far what the run read asks for the call: asks where a sentence asks for such an effect on a target that the user did not name; echoes where the user named it too; speaks where one only speaks of both; no. Of tools that do more than read.", TOOL_CALL, MCP_CALL),
    TARGET_ORIGINS("target.origins", FieldType.TEXT_LIST, true, "Where the arguments that say on whom or on what the tool acts were seen before: user, data, or unseen where they were not. Of tools that do more than read.", TOOL_CALL, MCP_CALL),
    MCP_SERVER("mcp.server", FieldType.TEXT, true, "Name under which the client knows the server; the server's own where the client has none.", MCP_CALL),
    MCP_METHOD("mcp.method", FieldType.TEXT, true, "MCP method, such as tools/call.", MCP_CALL),
    MCP_SERVER_NAME("mcp.serverName", FieldType.TEXT, true, "Name that the server gave itself when the session began.", MCP_CALL),
    MCP_SERVER_VERSION("mcp.serverVersion", FieldType.TEXT, true, "Version that the server gave itself when the session began.", MCP_CALL),
    MCP_DEFINITION("mcp.definition", FieldType.TEXT, true, "Hash of the tool's name, description and input schema as the server listed them last; absent where it did not list the tool.", MCP_CALL),
    MCP_CHANGED("mcp.changed", FieldType.BOOLEAN, true, "The tool's definition is another one than when the recorder last let a call of it through on this machine, in whatever process; absent where the recorder remembers no earlier runs, or the server did not list the tool.", MCP_CALL),
    MCP_KNOWN_SECONDS("mcp.knownSeconds", FieldType.INTEGER, true, "Seconds since the recorder first let a call of the tool through on this machine; 0 where it never did, absent where it remembers no earlier runs.", MCP_CALL),
    MCP_REDEFINED("mcp.redefined", FieldType.BOOLEAN, true, "The server has listed the tool with another definition before, in this process.", MCP_CALL),
    MCP_TITLE("mcp.title", FieldType.TEXT, true, "Title that the server gives the tool, cut after 200 characters.", MCP_CALL),
    MCP_DESCRIPTION("mcp.description", FieldType.TEXT, true, "What the server tells the model of the tool, as it listed it last; of a text beyond 4,000 characters both ends.", MCP_CALL),
    MCP_ARGUMENTS("mcp.arguments", FieldType.TEXT_LIST, true, "Names of the arguments in the tool's input schema, 64 at most.", MCP_CALL),
    MCP_READ_ONLY_HINT("mcp.readOnlyHint", FieldType.BOOLEAN, true, "The server says that the tool changes nothing. Nobody checks that; absent where it does not say.", MCP_CALL),
    MCP_DESTRUCTIVE_HINT("mcp.destructiveHint", FieldType.BOOLEAN, true, "The server says that the tool may destroy something. Nobody checks that; absent where it does not say.", MCP_CALL),
    MCP_IDEMPOTENT_HINT("mcp.idempotentHint", FieldType.BOOLEAN, true, "The server says that calling the tool again with the same arguments changes nothing more. Nobody checks that; absent where it does not say.", MCP_CALL),
    MCP_OPEN_WORLD_HINT("mcp.openWorldHint", FieldType.BOOLEAN, true, "The server says that the tool deals with things outside of it, such as the web. Nobody checks that; absent where it does not say.", MCP_CALL),
    AGENT_NAME("agent.name", FieldType.TEXT, true, "Name under which the agent that is called is declared, or that its card gives.", AGENT_INVOKE, AGENT_HANDOFF),
    AGENT_VERSION("agent.version", FieldType.TEXT, true, "Hash of the called agent's definition, as far as its framework gives it.", AGENT_INVOKE),
    AGENT_URL("agent.url", FieldType.TEXT, true, "URL of the agent that the task is handed over to, as its card gives it.", AGENT_HANDOFF),
    AGENT_CHAIN("agent.chain", FieldType.TEXT_LIST, true, "Durable ids of the agents that the task came through, the one that acts last.", AGENT_INVOKE, AGENT_HANDOFF),
    HANDOFF_RUN("handoff.run", FieldType.TEXT, false, "Run in which the other agent took the task over, as its process told.", AGENT_HANDOFF),
    HANDOFF_STEP("handoff.step", FieldType.TEXT, false, "Step with which the other agent began, as its process told.", AGENT_HANDOFF),
    HANDOFF_AGENT("handoff.agent", FieldType.TEXT, false, "Durable id of the agent that took the task over, as its process told.", AGENT_HANDOFF),
    AGENT_CLAIMED("agent.claimed", FieldType.TEXT, true, "Agent id that a caller gave of itself and that could not be verified.", TOOL_CALL, AGENT_INVOKE),
    TARGET_HOSTS("target.hosts", FieldType.TEXT_LIST, true, "Hosts and addresses that the arguments name, in whatever spelling, in their plain form.", TOOL_CALL, MCP_CALL, DATA_HTTP, CODE_PROCESS),
    TARGET_METADATA("target.metadata", FieldType.BOOLEAN, true, "An argument names a cloud provider's instance metadata service.", TOOL_CALL, MCP_CALL, DATA_HTTP, CODE_PROCESS),
    ARGUMENT_SOURCES("argument.sources", "provenance()", "Of the arguments that guardrails ask for, each source and how sure that is.", TOOL_CALL, MCP_CALL, AGENT_HANDOFF, DATA_SQL, DATA_FILE_READ, DATA_FILE_WRITE, DATA_FILE_DELETE,
            DATA_HTTP, DATA_NET, CODE_PROCESS, CODE_SCRIPT),
    ARGUMENT_LABELS("argument.labels", "provenance", "Where guardrails ask for it and the arguments have sources, the labels of these.", TOOL_CALL, MCP_CALL, AGENT_HANDOFF, DATA_SQL, DATA_FILE_READ, DATA_FILE_WRITE, DATA_FILE_DELETE,
            DATA_HTTP, DATA_NET, CODE_PROCESS, CODE_SCRIPT),
    ARGUMENT_ROLES("argument.roles", "roles", "Where guardrails ask for it, the role of each value in the arguments.", TOOL_CALL, MCP_CALL),
    OUTCOME_STATUS("outcome.status", FieldType.TEXT, true, "How the run ends: ok, error or blocked.", OUTCOME),
    OUTCOME_INPUT_TOKENS("outcome.inputTokens", FieldType.INTEGER, true, "Tokens of the run's requests to models, in this process; absent where no provider counted any.", OUTCOME),
    OUTCOME_OUTPUT_TOKENS("outcome.outputTokens", FieldType.INTEGER, true, "Tokens of the models' answers, in this process; absent where no provider counted any.", OUTCOME),
    OUTCOME_CACHED_INPUT_TOKENS("outcome.cachedInputTokens", FieldType.INTEGER, true, "Those of the requests' tokens that came from a provider's cache, in this process; absent where no provider told.", OUTCOME),
    OUTCOME_COST_MICRO_USD("outcome.costMicroUsd", FieldType.INTEGER, true, "Millionths of a US dollar that the model calls with a known cost came to, in this process; absent where none had one.", OUTCOME),
    OUTCOME_ROWS_READ("outcome.rowsRead", FieldType.INTEGER, true, "Rows that SQL read in the run, in this process.", OUTCOME),
    OUTCOME_BYTES_OUT("outcome.bytesOut", FieldType.INTEGER, true, "Bytes of HTTP request bodies that were let out, in this process, as far as clients tell.", OUTCOME),
    OUTCOME_FILES_CHANGED("outcome.filesChanged", FieldType.INTEGER, true, "Files that were opened for writing, changed, moved or deleted, told apart by path up to 10,000, in this process.", OUTCOME),
    OUTCOME_PROCESSES("outcome.processes", FieldType.INTEGER, true, "Processes that this process started in the run.", OUTCOME),
    ACTOR_NAME("actor.name", "agent.name", FieldType.TEXT, "Name of the agent that acts, as it is declared; of a call of an agent the one that is called. Not recorded where it is not known, in this process, within which agent the step happens."),
    ACTOR_VERSION("actor.version", "agent.version", FieldType.TEXT, "Hash of the definition of the agent that acts, as far as its framework gives it."),
    ACTOR_CHAIN("actor.chain", "agent.chain", FieldType.TEXT_LIST, "Durable ids of the agents that the task came through, the one that acts last."),
    USER_ID("user.id", "user.id", FieldType.TEXT, "The person or service on whose behalf the run acts, as whoever started it says: a claim that nobody checks, the first 200 characters. Not recorded where nobody says it."),
    RUN_ERRORS("run.errors", "Steps that failed so far, each for itself: a call that fails because a query in it does counts twice."),
    RUN_ERROR_STREAK("run.errorStreak", "Calls of tools and MCP servers that failed since the last one that did not; calls within a call are left out."),
    RUN_RETRIES("run.retries", "Calls of tools and MCP servers that were made again, with the same arguments, after they had failed; of the last 64 that failed. Calls within a call are left out."),
    RUN_INPUT_TOKENS("run.inputTokens", "Tokens of requests to models so far; not recorded where no provider counted any."),
    RUN_OUTPUT_TOKENS("run.outputTokens", "Tokens of the models' answers so far; not recorded where no provider counted any."),
    RUN_CACHED_INPUT_TOKENS("run.cachedInputTokens", "Those of the requests' tokens that came from a provider's cache so far; not recorded where no provider told."),
    RUN_COST_MICRO_USD("run.costMicroUsd", "Millionths of a US dollar that the model calls with a known cost came to so far; not recorded where none had one."),
    RUN_ROWS_READ("run.rowsRead", "Rows that SQL read so far, as far as drivers tell."),
    RUN_BYTES_OUT("run.bytesOut", "Bytes of HTTP request bodies that were let out so far, as far as clients tell."),
    RUN_FILES_CHANGED("run.filesChanged", "Files that were opened for writing, changed, moved or deleted so far, told apart by path up to 10,000."),
    RUN_PROCESSES("run.processes", "Processes that were started so far."),
    RUN_SECONDS("run.seconds", "Whole seconds from the start of the run's first step to that of this one; 0 where the clock went back, not recorded where one of the two has no start."),
    RUN_LAST_MILLIS("run.lastMillis", "Milliseconds that the call of a tool or MCP server took which ended last, calls within a call left out; not recorded before the first, or where its end has no clock."),
    RUN_SLOWEST_MILLIS("run.slowestMillis", "Milliseconds of the slowest step that has ended, agents' own left out; not recorded before one has ended whose time is known."),
    RUN_DEPTH("run.depth", "Agents within which the step happens: 1 for what an agent does itself, one more for each agent that it had called to get there; not recorded where the step around it is not known."),
    NOVEL_AGENT("novel.agent", "The baseline holds nothing of the agent that acts.", EnumSet.allOf(Operation.class)),
    NOVEL_TOOL("novel.tool", "The agent was not seen to call the tool, of that MCP server.", EnumSet.of(TOOL_CALL, MCP_CALL)),
    NOVEL_HOST("novel.host", "The agent was not seen to reach, or to name in arguments, one of the hosts.", EnumSet.of(TOOL_CALL, MCP_CALL, DATA_HTTP, DATA_NET, CODE_PROCESS)),
    NOVEL_EXECUTABLE("novel.executable", "The agent was not seen to start the program.", EnumSet.of(CODE_PROCESS)),
    NOVEL_TABLE("novel.table", "The agent was not seen to read one of the tables, or to write it where the statement writes.", EnumSet.of(DATA_SQL)),
    NOVEL_PATH("novel.path", "The agent was not seen to read, write or delete, whichever it does, in such a directory; names with a number in them count as one.", EnumSet.of(DATA_FILE_READ, DATA_FILE_WRITE, DATA_FILE_DELETE)),
    NOVEL_SHAPE("novel.shape", "An argument of the tool has a name or a form of value that it was not seen to have; also where the tool is new.", EnumSet.of(TOOL_CALL, MCP_CALL)),
    NOVEL_ORDER("novel.order", "The tool was not seen right behind the one that was called before it in the run, or as the first; also where one of them is new.", EnumSet.of(TOOL_CALL, MCP_CALL)),
    NOVEL_MODEL("novel.model", "The agent was not seen to ask the model.", EnumSet.of(MODEL_CHAT)),
    NOVEL_VOLUME("novel.volume", "With this step the run comes to more steps, calls, rows or bytes than 99 of 100 of the agent's runs did.", EnumSet.allOf(Operation.class));

    /** For constructors, which run before the table's own constants are there. */
    private static final class Text {
        static final String STEP = "step.";
    }

    /** Fields by the names that guardrails read. */
    private static final class Read {
        static final Map<String, Field> FIELDS = Stream.of(values()).collect(Collectors.toUnmodifiableMap(Field::read, Function.identity()));
    }

    /** What a conversation tells: models and tools by name, what tools were told and what they said, and what follows from that. */
    private static final class Conversations {
        static final Set<Field> FIELDS = EnumSet.of(USER_ID, MODEL_NAME, TOOL_NAME, TOOL_EFFECTS, TOOL_ASKED, TOOL_INSTRUCTED, TARGET_ORIGINS, TARGET_HOSTS, TARGET_METADATA, ARGUMENT_SOURCES, ARGUMENT_LABELS, ARGUMENT_ROLES,
                RUN_ERRORS, RUN_ERROR_STREAK, RUN_RETRIES, RUN_DEPTH, NOVEL_AGENT, NOVEL_TOOL, NOVEL_HOST, NOVEL_SHAPE, NOVEL_ORDER, NOVEL_MODEL, NOVEL_VOLUME);
    }

    private static final String IMPORT = "import";
    private static final String BASELINE = "with a baseline";

    private static final Map<String, Field> BY_TEXT =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(Field::text, Function.identity()));

    private final String text;
    private final FieldType type;
    private final boolean before;
    private final String description;
    private final Set<Operation> operations;
    private final String read;
    private final boolean told;

    Field(String text, FieldType type, boolean before, String description, Operation first, Operation... more) {
        this.text = text;
        this.type = type;
        this.before = before;
        this.description = description;
        this.operations = EnumSet.of(first, more);
        this.read = Text.STEP + text;
        this.told = false;
    }

    /** What is found before the effect where a guardrail asks for it, and kept so that a dry run decides on the same; a guardrail reads it in another form. */
    Field(String text, String read, String description, Operation first, Operation... more) {
        this.text = text;
        this.type = FieldType.TEXT_LIST;
        this.before = false;
        this.description = description;
        this.operations = EnumSet.of(first, more);
        this.read = read;
        this.told = false;
    }

    /** A number that tells of the run up to a step of any operation. */
    Field(String text, String description) {
        this.text = text;
        this.type = FieldType.INTEGER;
        this.before = true;
        this.description = description;
        this.operations = EnumSet.allOf(Operation.class);
        this.read = text;
        this.told = true;
    }

    /** What a step of any operation is told of the agent that acts in it, or of the user for whom it acts. */
    Field(String text, String read, FieldType type, String description) {
        this.text = text;
        this.type = type;
        this.before = true;
        this.description = description;
        this.operations = EnumSet.allOf(Operation.class);
        this.read = read;
        this.told = true;
    }

    /** Whether something in a step of these operations is new of its agent. */
    Field(String text, String description, Set<Operation> operations) {
        this.text = text;
        this.type = FieldType.BOOLEAN;
        this.before = true;
        this.description = description;
        this.operations = operations;
        this.read = text;
        this.told = true;
    }

    /** The name on disk. */
    public String text() {
        return text;
    }

    /** The name in a guardrail. */
    public String read() {
        return read;
    }

    /** Whether it is only kept so that a dry run decides on the same: a guardrail reads it in another form. */
    public boolean isKept() {
        return !told && !read.startsWith(Text.STEP);
    }

    /** Whether it is told to a step when that is decided, where a guardrail reads it, and is nothing of the step itself: {@link #isOfRun}, {@link #isOfActor}, {@link #isOfUser} or {@link #isOfNovelty}. */
    public boolean isTold() {
        return told;
    }

    /** Whether it tells of the run up to the step, in this process. */
    public boolean isOfRun() {
        return told && type == FieldType.INTEGER;
    }

    /** Whether it tells of the agent that acts. */
    public boolean isOfActor() {
        return told && (type == FieldType.TEXT || type == FieldType.TEXT_LIST) && !isOfUser();
    }

    /** Whether it tells of the user on whose behalf the run acts. */
    public boolean isOfUser() {
        return this == USER_ID;
    }

    /** Whether it tells that something in the step is new of its agent, by a baseline. */
    public boolean isOfNovelty() {
        return told && type == FieldType.BOOLEAN;
    }

    /** Type of the value. */
    public FieldType type() {
        return type;
    }

    /** Whether a guardrail can read the field as such, because its value is known before the effect. */
    public boolean before() {
        return before;
    }

    /** Whether an imported conversation can come to have it, where nobody watched what tools did and there was no clock. The recorder in a JVM can fill every field. */
    public boolean isInConversations() {
        return Conversations.FIELDS.contains(this);
    }

    /** What fills it, for people: families of hooks of the recorder in a JVM, or all of it, and an import where it {@link #isInConversations can}; what is new needs a baseline besides. */
    public List<String> filledBy() {
        return filledBy(operations);
    }

    /** As {@link #filledBy()}, on steps of these operations, each of which can carry it. */
    public List<String> filledBy(Set<Operation> on) {
        Stream<String> recorder = told ? Stream.of("recorder") : on.stream().sorted().map(Operation::recordedBy);
        Stream<String> others = Stream.of(isInConversations() ? IMPORT : "", isOfNovelty() ? BASELINE : "").filter(filler -> !filler.isEmpty());
        return Stream.concat(recorder, others).distinct().toList();
    }

    /** One sentence for the reference page and completion. */
    public String description() {
        return description;
    }

    /** Whether steps of that operation can carry this field. */
    public boolean appliesTo(Operation operation) {
        return operations.contains(operation);
    }

    /** The field of that name, empty for a name that is none. */
    public static Optional<Field> of(String text) {
        return Optional.ofNullable(BY_TEXT.get(text));
    }

    /** The field that a guardrail reads by that name, empty for a name that is none. */
    public static Optional<Field> ofRead(String name) {
        return Optional.ofNullable(Read.FIELDS.get(name)).filter(field -> !field.isKept());
    }

    @Override
    public String toString() {
        return text;
    }
}
