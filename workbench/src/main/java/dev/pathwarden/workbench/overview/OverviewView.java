package dev.pathwarden.workbench.overview;

import dev.pathwarden.workbench.cell.Cells;
import dev.pathwarden.workbench.cell.Icon;
import dev.pathwarden.workbench.cell.LateTooltip;
import dev.pathwarden.workbench.cell.Palette;
import dev.pathwarden.workbench.filter.FilterMenu;
import dev.pathwarden.workbench.keys.CommandKeys;
import dev.pathwarden.workbench.overview.OverviewViewModel.Counted;
import dev.pathwarden.workbench.overview.OverviewViewModel.HostState;
import dev.pathwarden.workbench.text.Texts;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The overview: a histogram of the runs, and a card for each facet with its most frequent values, which can be folded. What is worst stands first. */
public final class OverviewView {

    private static final Texts TEXTS = Texts.of(OverviewView.class);
    private static final int FEW = 8;
    private static final int MOST = 200;
    private static final double CARD = 300;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm[:ss]");

    private final OverviewViewModel model;
    private final FilterMenu menu;
    private final HistogramView histogram;
    private final FlowPane cards = new FlowPane(12, 12);
    private final Label empty = new Label();
    private final Set<Facet> opened = EnumSet.noneOf(Facet.class);
    private final Set<Facet> folded = EnumSet.noneOf(Facet.class);
    private final ScrollPane root;

    public OverviewView(OverviewViewModel model, FilterMenu menu, ObservableValue<Palette> palette, CommandKeys keys) {
        this.model = model;
        this.menu = menu;
        histogram = new HistogramView(palette, model::between, keys);
        empty.setId("overview-empty");
        empty.setWrapText(true);
        empty.getStyleClass().add("text-muted");
        Label title = new Label(TEXTS.get("histogram"));
        title.getStyleClass().add("panel-title");
        title.setMinWidth(Region.USE_PREF_SIZE);
        HBox top = new HBox(8, title, range());
        top.setAlignment(Pos.CENTER_LEFT);
        VBox content = new VBox(10, top, histogram.node(), empty, cards);
        content.getStyleClass().add("overview");
        root = new ScrollPane(content);
        root.setFitToWidth(true);
        root.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        root.getStyleClass().add("edge-to-edge");
        root.setId("overview");
        model.overviewProperty().subscribe(this::show);
        model.problemProperty().subscribe(this::show);
        model.hostStateProperty().subscribe(this::show);
    }

    private Node range() {
        TextField from = time("from");
        TextField until = time("until");
        Button apply = new Button(TEXTS.get("apply"));
        apply.setId("overview-apply");
        apply.setMinWidth(Region.USE_PREF_SIZE);
        apply.setOnAction(event -> {
            boolean right = right(from) & right(until);
            if (right) {
                model.between(instant(from.getText()), instant(until.getText()));
            }
        });
        from.setOnAction(event -> apply.fire());
        until.setOnAction(event -> apply.fire());
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox range = new HBox(6, gap, from, until, apply);
        range.setAlignment(Pos.CENTER_RIGHT);
        HBox.setHgrow(range, Priority.ALWAYS);
        return range;
    }

    private static TextField time(String key) {
        TextField field = new TextField();
        field.setId("overview-" + key);
        field.setPromptText(TEXTS.get(key));
        field.setAccessibleText(TEXTS.get(key + ".help"));
        field.setTooltip(new Tooltip(TEXTS.get(key + ".help")));
        field.setPrefColumnCount(13);
        return field;
    }

    /** Marks what cannot be read as a time. */
    private static boolean right(TextField field) {
        boolean right;
        try {
            instant(field.getText());
            right = true;
        } catch (DateTimeParseException wrong) {
            right = false;
        }
        field.pseudoClassStateChanged(PseudoClass.getPseudoClass("danger"), !right);
        return right;
    }

    private static Instant instant(String text) {
        String time = text.strip();
        return time.isEmpty() ? null : time.indexOf('T') > 0 ? Instant.parse(time) : LocalDateTime.parse(time.length() > 10 ? time : time + " 00:00", TIME).toInstant(ZoneOffset.UTC);
    }

    private void show() {
        OverviewViewModel.Overview now = model.overviewProperty().get();
        histogram.show(now == null ? null : now.histogram());
        Object focused = focused();
        cards.getChildren().clear();
        boolean nothing = now == null || now.counts().steps() == 0;
        empty.setText(!model.problemProperty().get().isEmpty() ? model.problemProperty().get() : TEXTS.get(now == null ? "counting" : "empty"));
        empty.setVisible(nothing || !model.problemProperty().get().isEmpty());
        empty.setManaged(empty.isVisible());
        if (!nothing) {
            for (Facet facet : Facet.values()) {
                if (facet == Facet.HOST && model.hostStateProperty().get() != HostState.KNOWN && model.canReachHosts()) {
                    cards.getChildren().add(unknownHosts());
                } else if (!facet.counts(now).isEmpty()) {
                    cards.getChildren().add(card(facet, now.counts().steps()));
                }
            }
        }
        focus(focused);
    }

    /** What the focused control of a card stands for; null where the focus is elsewhere. */
    private Object focused() {
        Node owner = cards.getScene() == null ? null : cards.getScene().getFocusOwner();
        return owner != null && cards.equals(owner.getParent() == null ? null : owner.getParent().getParent()) ? owner.getUserData() : null;
    }

    /** Cards are made anew with each count: gives the focus to the control that stands for the same. */
    private void focus(Object target) {
        if (target != null) {
            cards.getChildren().stream().flatMap(card -> ((VBox) card).getChildren().stream()).filter(control -> target.equals(control.getUserData())).findFirst().ifPresent(Node::requestFocus);
        }
    }

    private VBox card(Facet facet, List<Counted> values) {
        boolean isFolded = folded.contains(facet);
        Region sign = Cells.icon(Icon.RUN);
        sign.getStyleClass().add("facet-sign");
        sign.setRotate(isFolded ? 0 : 90);
        Label title = new Label(TEXTS.get("facet." + facet));
        title.getStyleClass().add("inspector-strong");
        Label count = new Label(values.isEmpty() ? "" : TEXTS.get("facet.values", values.size()));
        count.getStyleClass().add("text-muted");
        HBox texts = new HBox(8, sign, title, count);
        texts.setAlignment(Pos.CENTER_LEFT);
        Button heading = new Button(null, texts);
        heading.setId("facet-" + id(facet) + "-fold");
        heading.setUserData(facet);
        heading.setMaxWidth(Double.MAX_VALUE);
        heading.getStyleClass().addAll("flat", "facet-row");
        heading.setAccessibleText(TEXTS.get(isFolded ? "facet.unfold" : "facet.fold", TEXTS.get("facet." + facet), values.size()));
        LateTooltip.set(heading, heading::getAccessibleText);
        heading.setOnAction(event -> {
            if (!folded.remove(facet)) {
                folded.add(facet);
            }
            show();
        });
        VBox card = new VBox(2, heading);
        card.setId("facet-" + id(facet));
        card.getStyleClass().add("facet-card");
        card.setPrefWidth(CARD);
        return card;
    }

    private static String id(Facet facet) {
        return facet.name().toLowerCase(Locale.ROOT);
    }

    private Node card(Facet facet, long steps) {
        List<Counted> values = model.values(facet);
        VBox card = card(facet, values);
        int most = folded.contains(facet) ? 0 : opened.contains(facet) ? MOST : FEW;
        values.stream().limit(most).forEach(value -> card.getChildren().add(row(facet, value, steps)));
        if (most > 0 && values.size() > most) {
            card.getChildren().add(opened.contains(facet) ? new Label(TEXTS.get("facet.rest", values.size() - most)) : more(facet, values.size() - most));
        }
        if (most > 0 && facet == Facet.HOST && model.hostsLeftOut() > 0) {
            card.getChildren().add(new Label(TEXTS.get("hosts.left.out", model.hostsLeftOut())));
        }
        return card;
    }

    private Node unknownHosts() {
        HostState state = model.hostStateProperty().get();
        VBox card = card(Facet.HOST, List.of());
        Label why = new Label(TEXTS.get("hosts." + state));
        why.setWrapText(true);
        why.getStyleClass().add("text-muted");
        why.setMinHeight(Region.USE_PREF_SIZE);
        Hyperlink read = new Hyperlink(TEXTS.get("hosts.read"));
        read.setId("facet-host-read");
        read.setUserData(read.getId());
        read.setOnAction(event -> model.readHosts());
        if (!folded.contains(Facet.HOST)) {
            card.getChildren().add(why);
            if (state != HostState.READING) {
                card.getChildren().add(read);
            }
        }
        return card;
    }

    private Node more(Facet facet, int left) {
        Hyperlink more = new Hyperlink(TEXTS.get("facet.more", left));
        more.setOnAction(event -> {
            opened.add(facet);
            show();
        });
        return more;
    }

    private Node row(Facet facet, Counted value, long steps) {
        Label name = new Label(value.name());
        name.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(name, Priority.ALWAYS);
        Label count = new Label(TEXTS.get("number", value.steps()));
        count.setMinWidth(Region.USE_PREF_SIZE);
        HBox texts = new HBox(8, name, count);
        texts.setAlignment(Pos.CENTER_LEFT);
        Region bar = new Region();
        bar.getStyleClass().addAll("facet-bar", "facet-bar-" + id(facet));
        StackPane layers = new StackPane(bar, texts);
        StackPane.setAlignment(bar, Pos.CENTER_LEFT);
        bar.maxWidthProperty().bind(layers.widthProperty().multiply((double) value.steps() / steps));
        Button button = new Button(null, layers);
        layers.prefWidthProperty().bind(button.widthProperty().subtract(12));
        button.setMaxWidth(Double.MAX_VALUE);
        button.getStyleClass().addAll("flat", "facet-row");
        button.setUserData(List.of(facet, value.value()));
        String words = TEXTS.get("facet.row", TEXTS.get("facet." + facet), value.name(), value.steps());
        button.setAccessibleText(words);
        LateTooltip.set(button, button::getAccessibleText);
        button.setOnAction(event -> model.and(facet, value));
        // Made when it is asked for: it is a window with a scene of its own, and there are many rows, new ones for each count.
        button.addEventFilter(ContextMenuEvent.CONTEXT_MENU_REQUESTED, event -> {
            if (button.getContextMenu() == null) {
                button.setContextMenu(new ContextMenu(menu.items(facet.term(value.value())).toArray(MenuItem[]::new)));
            }
        });
        return button;
    }

    /** Folds all cards; unfolds them where all are folded. */
    public void foldAll() {
        EnumSet<Facet> all = EnumSet.allOf(Facet.class);
        if (folded.containsAll(all)) {
            folded.clear();
        } else {
            folded.addAll(all);
        }
        show();
    }

    /** The view. */
    public Region node() {
        return root;
    }
}
