package dev.pathwarden.recorder.cli.json;

import dev.pathwarden.model.casefile.Mark;
import dev.pathwarden.model.casefile.MarkContent;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Marks of a case as JSON, with the fields that they have in its file. */
public final class CaseJson {

    private CaseJson() {
    }

    /** @param file where they are kept */
    public static Map<String, Object> marks(Path file, List<Mark> marks) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("file", file.toString());
        json.put("marks", marks.stream().map(CaseJson::mark).toList());
        return json;
    }

    private static Map<String, Object> mark(Mark mark) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", mark.id().text());
        json.put("kind", mark.isRemoved() ? "removed" : mark.content().kind());
        if (mark.subject() != null) {
            json.put("run", mark.subject().run().toString());
            json.put("step", mark.subject().step() == null ? null : mark.subject().step().toString());
        }
        json.put("author", mark.author());
        json.put("made", mark.madeNanos());
        json.put("changed", mark.changedNanos());
        if (mark.content() instanceof MarkContent.Tag tag) {
            json.put("tag", tag.tag());
        } else if (mark.content() instanceof MarkContent.Note note) {
            json.put("text", note.text());
        } else if (mark.content() instanceof MarkContent.Finding finding) {
            json.put("title", finding.title());
            json.put("severity", finding.severity().text());
            json.put("state", finding.state().text());
            json.put("text", finding.text());
        } else if (mark.content() instanceof MarkContent.SavedFilter filter) {
            json.put("name", filter.name());
            json.put("text", filter.text());
        }
        return json;
    }
}
