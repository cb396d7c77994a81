package dev.pathwarden.workbench.editor;

import dev.pathwarden.policies.authoring.QuickFix;
import dev.pathwarden.policies.guardrail.Problem;
import dev.pathwarden.workbench.completion.CompletionPopup;
import dev.pathwarden.workbench.editor.GuardrailHighlighter.Part;
import dev.pathwarden.workbench.text.Texts;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.geometry.Point2D;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.fxmisc.flowless.VirtualizedScrollPane;
import org.fxmisc.richtext.CodeArea;
import org.fxmisc.richtext.LineNumberFactory;
import org.fxmisc.richtext.event.MouseOverTextEvent;
import org.fxmisc.richtext.model.StyleSpans;
import org.fxmisc.richtext.model.StyleSpansBuilder;

/** The editor on RichTextFX's code area. */
public final class RichTextPolicyEditor implements PolicyEditor {

    private static final double WIDEST_HELP = 520;
    private static final double BELOW_MOUSE = 12;
    private static final Duration HOVER = Duration.ofMillis(400);

    private final CodeArea area = new CodeArea();
    private final EditorHelp help;
    private final FindBar finding = new FindBar(area);
    private final CompletionPopup popup;
    private final Tooltip told = new Tooltip();
    private final ReadOnlyIntegerWrapper line = new ReadOnlyIntegerWrapper(this, "line", 1);
    private final VBox root = new VBox();
    private final StringProperty text = new SimpleStringProperty(this, "text", "");
    private List<Problem> problems = List.of();

    /** @param help what is offered besides typing */
    public RichTextPolicyEditor(EditorHelp help) {
        this.help = help;
        popup = new CompletionPopup(new AreaField(area, help), "editor-completion");
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
        VirtualizedScrollPane<CodeArea> scroll = new VirtualizedScrollPane<>(area);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        root.getChildren().setAll(finding.node(), scroll);
        root.getStyleClass().add("policy-editor-frame");
        area.caretPositionProperty().addListener((caret, before, now) -> {
            line.set(area.getCurrentParagraph() + 1);
            popup.typed();
        });
        // Before the area itself takes the keys: it would move its caret by them, and the window would find steps.
        area.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        listenToMouse();
    }

    private void pressed(KeyEvent event) {
        KeyCode key = event.getCode();
        boolean plain = !event.isAltDown() && !event.isShortcutDown() && !event.isShiftDown();
        if (key == KeyCode.SPACE && event.isShortcutDown()) {
            popup.show();
        } else if (key == KeyCode.F && event.isShortcutDown() && !event.isShiftDown()) {
            find();
        } else if (key == KeyCode.ENTER && event.isAltDown()) {
            fix();
        } else if (key == KeyCode.F2 && plain) {
            tell(area.getCaretPosition(), area.getCaretBounds().map(bounds -> new Point2D(bounds.getMinX(), bounds.getMaxY())).orElse(null));
        } else if (key == KeyCode.Z && event.isShortcutDown() && event.isShiftDown()) {
            area.redo();
        } else if (key == KeyCode.Z && event.isShortcutDown()) {
            area.undo();
        } else if (!plain || !popup.pressed(key)) {
            told.hide();
            return;
        }
        event.consume();
    }

    private void listenToMouse() {
        told.setWrapText(true);
        told.setMaxWidth(WIDEST_HELP);
        told.setId("editor-help");
        area.setMouseOverTextDelay(HOVER);
        area.addEventHandler(MouseOverTextEvent.MOUSE_OVER_TEXT_BEGIN, event -> tell(event.getCharacterIndex(), new Point2D(event.getScreenPosition().getX(), event.getScreenPosition().getY() + BELOW_MOUSE)));
        area.addEventHandler(MouseOverTextEvent.MOUSE_OVER_TEXT_END, event -> told.hide());
    }

    private void tell(int offset, Point2D where) {
        help.help(area.getText(), offset).ifPresentOrElse(words -> {
            if (where != null) {
                told.setText(words);
                told.show(area, where.getX(), where.getY());
            }
        }, told::hide);
    }

    @Override
    public ReadOnlyIntegerProperty lineProperty() {
        return line.getReadOnlyProperty();
    }

    @Override
    public void rewrite(String wanted) {
        String now = area.getText();
        int from = 0;
        while (from < Math.min(now.length(), wanted.length()) && now.charAt(from) == wanted.charAt(from)) {
            from++;
        }
        int behind = 0;
        while (behind < Math.min(now.length(), wanted.length()) - from && now.charAt(now.length() - 1 - behind) == wanted.charAt(wanted.length() - 1 - behind)) {
            behind++;
        }
        int caret = area.getCaretPosition();
        if (from < now.length() - behind || from < wanted.length() - behind) {
            area.getUndoManager().preventMerge();
            area.replaceText(from, now.length() - behind, wanted.substring(from, wanted.length() - behind));
            area.getUndoManager().preventMerge();
            area.moveTo(Math.min(caret, area.getLength()));
        }
    }

    @Override
    public void find() {
        finding.open();
    }

    @Override
    public void fix() {
        help.fix(area.getText(), area.getCaretPosition()).ifPresent(this::apply);
    }

    @Override
    public void apply(QuickFix fix) {
        // Apart from what was typed right before and will be right after.
        area.getUndoManager().preventMerge();
        area.replaceText(fix.from(), fix.to(), fix.with());
        area.getUndoManager().preventMerge();
        area.requestFollowCaret();
        area.requestFocus();
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
