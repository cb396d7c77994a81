package dev.pathwarden.workbench.inspector;

import dev.pathwarden.workbench.cell.Wording;
import dev.pathwarden.workbench.text.Texts;
import java.util.List;
import java.util.Map;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

/**
 * A recorded value as an outline: keys, and behind or below them their values, wrapped so that no text is cut. What holds others opens and
 * closes; its rows are made when it is opened first, and only so many at a time.
 */
final class ValueTree {

    private static final Texts TEXTS = Texts.of(ValueTree.class);
    private static final int PAGE = 50;
    /** So many entries are looked through for words without being asked for more. */
    private static final int MOST_FOUND = 1_000;
    private static final int FEW = 8;
    private static final int OPEN_DEPTH = 2;
    private static final int LONGEST_KEY = 60;
    /** Keys up to this length are never cut. */
    private static final int WHOLE_KEY = 28;
    private static final double KEY_WIDTH = 150;
    private static final int FIRST_CHARS = 400;
    private static final int MOST_CHARS = 20_000;

    private final VBox root = new VBox();
    private final FoundWords words;

    /**
     * A tree.
     *
     * @param words what is marked in it, and opened where it is closed
     */
    ValueTree(String title, Object value, FoundWords words) {
        this.words = words;
        root.getStyleClass().add("value-tree");
        root.setAccessibleRole(AccessibleRole.TREE_VIEW);
        root.setAccessibleText(title);
        if (size(value) > 0) {
            fill(root, value, 0, 0);
        } else {
            root.getChildren().add(text(value));
        }
    }

    Region node() {
        return root;
    }

    private static int size(Object value) {
        return value instanceof Map<?, ?> map ? map.size() : value instanceof List<?> list ? list.size() : 0;
    }

    /** Adds the children of a value to a box, a page of them at a time. */
    private void fill(VBox box, Object value, int from, int depth) {
        int end = Math.min(size(value), from + PAGE);
        if (value instanceof Map<?, ?> map) {
            map.entrySet().stream().skip(from).limit(PAGE).forEach(entry -> box.getChildren().add(row(String.valueOf(entry.getKey()), entry.getValue(), depth)));
        } else if (value instanceof List<?> list) {
            for (int i = from; i < end; i++) {
                box.getChildren().add(row("[" + i + "]", list.get(i), depth));
            }
        }
        if (end < size(value) && end < MOST_FOUND && words.standInFrom(value, end)) {
            fill(box, value, end, depth);
        } else if (end < size(value)) {
            Hyperlink more = new Hyperlink(TEXTS.get("value.more", size(value) - end));
            more.setOnAction(event -> {
                box.getChildren().remove(more);
                fill(box, value, end, depth);
            });
            box.getChildren().add(more);
        }
    }

    private Node row(String key, Object value, int depth) {
        Label name = new Label(Wording.line(key, LONGEST_KEY));
        name.getStyleClass().add("value-key");
        if (name.getText().length() > WHOLE_KEY) {
            name.setMaxWidth(KEY_WIDTH);
        } else {
            name.setMinWidth(Region.USE_PREF_SIZE);
        }
        if (words.standIn(key)) {
            name.getStyleClass().add("found");
        }
        if (size(value) == 0) {
            Node shown = text(value);
            HBox.setHgrow(shown, Priority.ALWAYS);
            HBox line = new HBox(8, name, shown);
            line.getStyleClass().add("value-row");
            return line;
        }
        Button toggle = new Button();
        toggle.getStyleClass().addAll("value-toggle", "flat");
        Label summary = new Label(ValueText.summary(value));
        summary.getStyleClass().add("value-group");
        toggle.setGraphic(new HBox(8, name, summary));
        VBox children = new VBox();
        children.getStyleClass().add("value-children");
        VBox group = new VBox(toggle, children);
        Runnable show = () -> {
            boolean open = !children.isManaged();
            if (open && children.getChildren().isEmpty()) {
                fill(children, value, 0, depth + 1);
            }
            open(toggle, children, key, value, open);
        };
        open(toggle, children, key, value, false);
        toggle.setOnAction(event -> show.run());
        if (depth < OPEN_DEPTH && size(value) <= FEW || words.standIn(value)) {
            show.run();
        }
        return group;
    }

    private static void open(Button toggle, VBox children, String key, Object value, boolean open) {
        children.setManaged(open);
        children.setVisible(open);
        toggle.setText(open ? "▾" : "▸");
        toggle.setAccessibleText(TEXTS.get(open ? "value.opened" : "value.closed", key, ValueText.summary(value)));
        toggle.notifyAccessibleAttributeChanged(AccessibleAttribute.TEXT);
    }

    private Node text(Object value) {
        String all = ValueText.of(value);
        if (words.standIn(all)) {
            return marked(all);
        }
        Label label = new Label(all.length() > FIRST_CHARS ? visible(all.substring(0, FIRST_CHARS)) + "…" : visible(all));
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.setMaxWidth(Double.MAX_VALUE);
        label.getStyleClass().add(ValueText.kind(value));
        if (all.length() <= FIRST_CHARS) {
            return label;
        }
        VBox box = new VBox(label);
        Hyperlink more = new Hyperlink(TEXTS.get("value.full", all.length()));
        more.setOnAction(event -> {
            label.setText(visible(all.length() > MOST_CHARS ? all.substring(0, MOST_CHARS) + "…" : all));
            box.getChildren().remove(more);
        });
        box.getChildren().add(more);
        return box;
    }

    /** The text around the words, with these marked wherever they stand in it. */
    private Node marked(String all) {
        int first = words.next(all, 0);
        int from = first < FIRST_CHARS ? 0 : first - FIRST_CHARS / 2;
        int to = Math.min(all.length(), from + MOST_CHARS);
        TextFlow flow = new TextFlow();
        flow.getStyleClass().add("found-text");
        flow.setMinHeight(Region.USE_PREF_SIZE);
        if (from > 0) {
            flow.getChildren().add(new Text("\u2026"));
        }
        int at = from;
        for (int hit = first; hit >= 0 && hit + words.length() <= to; hit = words.next(all, at)) {
            flow.getChildren().add(new Text(piece(all.substring(at, hit))));
            Text found = new Text(piece(all.substring(hit, hit + words.length())));
            found.getStyleClass().add("found");
            flow.getChildren().add(found);
            at = hit + words.length();
        }
        flow.getChildren().add(new Text(piece(all.substring(at, to)) + (to < all.length() ? "\u2026" : "")));
        return flow;
    }

    /** A part of a text, with the blank that parts it from its neighbours. */
    private static String piece(String text) {
        String visible = visible(text);
        boolean before = text.startsWith(" ") && !visible.isEmpty();
        return (before ? " " : "") + visible + (text.endsWith(" ") ? " " : "");
    }

    /** Recorded text with its line breaks, without what could make it read otherwise than it is. */
    private static String visible(String text) {
        StringBuilder visible = new StringBuilder(text.length());
        for (String line : text.split("\n", -1)) {
            visible.append(visible.isEmpty() ? "" : "\n").append(Wording.line(line, MOST_CHARS));
        }
        return visible.toString();
    }
}
