package dev.pathwarden.model.imports;

import dev.pathwarden.model.snapshot.SnapshotException;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RunId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Reads runs in the shape of the AgentDojo benchmark: JSON lines, the first of them about the pipeline, every other one a run.
 *
 * <p>The same line of a file of the same name always gives the same run with the same ids. Order is all these files tell, so start and
 * duration of every step are null.
 */
public final class AgentDojoImporter {

    private AgentDojoImporter() {
    }

    /**
     * Reads a file, a run at a time.
     *
     * @param file JSON lines
     * @param runs takes each run, in the order of the file
     * @throws SnapshotException if the file cannot be read or a line is no run; the message names file, line and what was expected
     */
    public static void read(Path file, Consumer<RecordedRun> runs) {
        Pipeline pipeline = new Pipeline();
        JsonLines.read(file, (line, object, text) -> {
            if (line == 1 && object.get("messages") == null && object.get("metadata") instanceof Map<?, ?> metadata) {
                pipeline.metadata = metadata;
                return;
            }
            if (!(object.get("messages") instanceof List<?> messages)) {
                throw new BadRunException("a run was expected, an object with the list 'messages'");
            }
            runs.accept(new ConversationRun(id(file, line, text), pipeline.name(), attributes(pipeline.metadata, object)).read(messages));
        });
    }

    private static Map<String, Object> attributes(Map<?, ?> pipeline, Map<?, ?> run) throws BadRunException {
        Map<String, Object> attributes = new LinkedHashMap<>();
        Object metadata = run.get("metadata");
        if (metadata instanceof Map<?, ?> map) {
            map.forEach((key, value) -> attributes.put((String) key, value));
        } else if (metadata != null) {
            throw new BadRunException("'metadata' was expected to be an object");
        }
        if (pipeline.get("benchmark") != null) {
            attributes.putIfAbsent("benchmark", pipeline.get("benchmark"));
        }
        if (pipeline.get("name") != null) {
            // A run has a name of its own, so the pipeline's cannot keep that key.
            attributes.putIfAbsent("pipeline", pipeline.get("name"));
        }
        return attributes;
    }

    private static RunId id(Path file, int line, String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((file.getFileName() + "\n" + line + "\n").getBytes(StandardCharsets.UTF_8));
            ByteBuffer hash = ByteBuffer.wrap(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
            // One bit is set, because an id of all zeros is none.
            return new RunId(hash.getLong(), hash.getLong() | 1);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    private static final class Pipeline {
        private Map<?, ?> metadata = Map.of();

        String name() {
            return metadata.get("name") instanceof String name ? name : null;
        }
    }
}
