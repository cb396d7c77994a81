package dev.pathwarden.workbench.editor;

import dev.pathwarden.policies.guardrail.Problem;
import dev.pathwarden.workbench.editor.GuardrailHighlighter.Part;
import dev.pathwarden.workbench.text.Texts;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.fxmisc.flowless.VirtualizedScrollPane;
import org.fxmisc.richtext.CodeArea;
import org.fxmisc.richtext.LineNumberFactory;
import org.fxmisc.richtext.model.StyleSpans;
import org.fxmisc.richtext.model.StyleSpansBuilder;

/** The editor on RichTextFX's code area. */
public final class RichTextPolicyEditor implements PolicyEditor {

    private final CodeArea area = new CodeArea();
    private final StackPane root = new StackPane(new VirtualizedScrollPane<>(area));
    private final StringProperty text = new SimpleStringProperty(this, "text", "");
    private List<Problem> problems = List.of();

    public RichTextPolicyEditor() {
        area.setParagraphGraphicFactory(LineNumberFactory.get(area));
        area.setWrapText(true);
        area.setId("policy-editor");
        area.setAccessibleText(Texts.of(RichTextPolicyEditor.class).get("editor"));
        area.getStyleClass().add("policy-editor");
        area.textProperty().subscribe(typed -> {
            text.set(typed);
            colour();
        });
        text.subscribe(wanted -> {
            if (!wanted.equals(area.getText())) {
                area.replaceText(wanted);
                area.getUndoManager().forgetHistory();
                area.moveTo(0);
                area.requestFollowCaret();
            }
        });
        root.getStyleClass().add("policy-editor-frame");
    }

    @Override
    public Region node() {
        return root;
    }

    @Override
    public StringProperty textProperty() {
        return text;
    }

    @Override
    public void show(List<Problem> found) {
        problems = found;
        colour();
    }

    @Override
    public void goTo(int line, int column) {
        int paragraph = Math.clamp(line - 1, 0, area.getParagraphs().size() - 1);
        area.moveTo(paragraph, Math.clamp(column - 1, 0, area.getParagraphLength(paragraph)));
        area.requestFollowCaret();
        area.requestFocus();
    }

    private void colour() {
        String now = area.getText();
        if (now.isEmpty()) {
            return;
        }
        StyleSpans<Collection<String>> spans = spans(now.length(), GuardrailHighlighter.parts(now));
        for (Problem problem : problems) {
            Part part = GuardrailHighlighter.underline(now, problem);
            if (part.to() > part.from()) {
                spans = spans.overlay(spans(now.length(), List.of(part)), RichTextPolicyEditor::both);
            }
        }
        area.setStyleSpans(0, spans);
    }

    private static Collection<String> both(Collection<String> one, Collection<String> other) {
        if (other.isEmpty()) {
            return one;
        }
        Set<String> all = new TreeSet<>(one);
        all.addAll(other);
        return all;
    }

    private static StyleSpans<Collection<String>> spans(int length, List<Part> parts) {
        StyleSpansBuilder<Collection<String>> builder = new StyleSpansBuilder<>(parts.size() * 2 + 1);
        int at = 0;
        for (Part part : parts) {
            builder.add(List.of(), part.from() - at);
            builder.add(List.of(part.style()), part.to() - part.from());
            at = part.to();
        }
        builder.add(List.of(), length - at);
        return builder.create();
    }
}
