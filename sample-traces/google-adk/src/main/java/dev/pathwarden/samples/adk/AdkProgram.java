package dev.pathwarden.samples.adk;

import com.google.adk.agents.LlmAgent;
import com.google.adk.agents.RunConfig;
import com.google.adk.events.Event;
import com.google.adk.runner.InMemoryRunner;
import com.google.adk.sessions.Session;
import com.google.adk.tools.FunctionTool;
import com.google.genai.types.Content;
import com.google.genai.types.Part;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Lets a librarian hand a task over to an agent that keeps notes, with tools that run side by side. */
public final class AdkProgram {

    private AdkProgram() {
    }

    /** @param args directory with the notes, and file for what the models are told of tools */
    public static void main(String[] args) {
        NoteTools.in(Path.of(args[0]));
        Path told = Path.of(args[1]);
        LlmAgent keeper = LlmAgent.builder().name("keeper").description("Keeps notes.").instruction("You keep notes.")
                .model(new ScriptedLlm("scripted-keeper", told, List.of(
                        List.of(Part.fromText("I look at the notes first."), call("read_note", Map.of("name", "shopping")), call("count_notes", Map.of())),
                        List.of(call("delete_note", Map.of("name", "shopping"))),
                        List.of(Part.fromText("The note could not be deleted.")))))
                .tools(FunctionTool.create(NoteTools.class, "readNote"), FunctionTool.create(NoteTools.class, "deleteNote"), new NoteTools.Counting()).build();
        LlmAgent librarian = LlmAgent.builder().name("librarian").description("Hands tasks over.").instruction("You hand tasks over.")
                .model(new ScriptedLlm("scripted-librarian", told, List.of(List.of(call("transfer_to_agent", Map.of("agent_name", "keeper"))))))
                .subAgents(keeper).build();

        InMemoryRunner runner = new InMemoryRunner(librarian, "notes");
        Session session = runner.sessionService().createSession("notes", "someone").blockingGet();
        RunConfig config = RunConfig.builder().streamingMode(RunConfig.StreamingMode.SSE).toolExecutionMode(RunConfig.ToolExecutionMode.PARALLEL_SUBSCRIBE).build();
        String answer = "";
        for (Event event : runner.runAsync("someone", session.id(), Content.fromParts(Part.fromText("Tidy up my notes.")), config).blockingIterable()) {
            answer = event.finalResponse() ? event.stringifyContent() : answer;
        }
        System.out.println("answer: " + answer);
        System.exit(0);
    }

    private static Part call(String tool, Map<String, Object> arguments) {
        return Part.fromFunctionCall(tool, arguments);
    }
}
