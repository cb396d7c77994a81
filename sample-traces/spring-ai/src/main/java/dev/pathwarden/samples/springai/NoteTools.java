package dev.pathwarden.samples.springai;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.annotation.Tool;
import org.springframework.ai.tool.definition.DefaultToolDefinition;
import org.springframework.ai.tool.definition.ToolDefinition;
import org.springframework.ai.tool.function.FunctionToolCallback;

/** What the agents can do, each tool declared in another of the ways that the library has. */
final class NoteTools {

    private final Path notes;

    NoteTools(Path notes) {
        this.notes = notes;
    }

    @Tool(name = "read_note", description = "Reads a note.")
    String readNote(String name) throws IOException {
        return Files.readString(notes.resolve(name));
    }

    @Tool(name = "delete_note", description = "Deletes a note.")
    String deleteNote(String name) throws IOException {
        Files.delete(notes.resolve(name));
        return "deleted";
    }

    /** The tools that are not methods with an annotation. */
    ToolCallback[] callbacks() {
        ToolCallback archive = FunctionToolCallback.builder("archive_note", (Note note) -> copied(note.name()))
                .description("Archives a note.").inputType(Note.class).build();
        return new ToolCallback[] {archive, new Counting()};
    }

    private String copied(String name) {
        try {
            Files.copy(notes.resolve(name), notes.resolve(name + ".archived"));
            return "archived";
        } catch (IOException e) {
            throw new IllegalStateException("there is no note " + name, e);
        }
    }

    /** A note by its name. */
    record Note(String name) {
    }

    /** A tool whose class has no telling name. */
    private final class Counting implements ToolCallback {
        @Override
        public ToolDefinition getToolDefinition() {
            return DefaultToolDefinition.builder().name("count_notes").description("Counts the notes.").inputSchema("{\"type\":\"object\",\"properties\":{}}").build();
        }

        @Override
        public String call(String input) {
            String[] names = notes.toFile().list();
            return "there are " + (names == null ? 0 : names.length) + " notes";
        }
    }
}
