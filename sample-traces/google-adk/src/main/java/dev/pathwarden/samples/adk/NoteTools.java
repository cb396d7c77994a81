package dev.pathwarden.samples.adk;

import com.google.adk.tools.Annotations.Schema;
import com.google.adk.tools.BaseTool;
import com.google.adk.tools.ToolContext;
import com.google.common.collect.ImmutableMap;
import com.google.genai.types.FunctionDeclaration;
import io.reactivex.rxjava3.core.Single;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** What the agents can do, each tool declared in another of the ways that the library has. */
public final class NoteTools {

    private static Path notes = Path.of(".");

    private NoteTools() {
    }

    static void in(Path directory) {
        notes = directory;
    }

    /** Reads a note. */
    @Schema(name = "read_note", description = "Reads a note.")
    public static Map<String, Object> readNote(@Schema(name = "name") String name) throws IOException {
        return ImmutableMap.of("text", Files.readString(notes.resolve(name)));
    }

    /** Deletes a note. */
    @Schema(name = "delete_note", description = "Deletes a note.")
    public static Map<String, Object> deleteNote(@Schema(name = "name") String name) throws IOException {
        Files.delete(notes.resolve(name));
        return ImmutableMap.of("status", "deleted");
    }

    /** A tool that is no function, and whose class has no telling name. */
    static final class Counting extends BaseTool {
        Counting() {
            super("count_notes", "Counts the notes.");
        }

        @Override
        public Optional<FunctionDeclaration> declaration() {
            return Optional.of(FunctionDeclaration.builder().name(name()).description(description()).build());
        }

        @Override
        public Single<Map<String, Object>> runAsync(Map<String, Object> arguments, ToolContext context) {
            return Single.fromCallable(() -> {
                String[] names = notes.toFile().list();
                return ImmutableMap.of("count", names == null ? 0 : names.length);
            });
        }
    }
}
