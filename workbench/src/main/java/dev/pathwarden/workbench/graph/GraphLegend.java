package dev.pathwarden.workbench.graph;

import atlantafx.base.theme.Styles;
import dev.pathwarden.workbench.canvas.CanvasPen;
import dev.pathwarden.workbench.canvas.GlyphPainter;
import dev.pathwarden.workbench.canvas.Pen;
import dev.pathwarden.workbench.casefile.MarkGlyph;
import dev.pathwarden.workbench.casefile.RunMarks;
import dev.pathwarden.workbench.cell.Palette;
import dev.pathwarden.workbench.path.Mark;
import dev.pathwarden.workbench.text.Texts;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Group;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.transform.Scale;

/** Says below the graph what its lines and shapes mean, and what it shows in words. */
final class GraphLegend extends VBox {

    private static final Texts TEXTS = Texts.of(GraphLegend.class);
    private static final double WIDTH = 28;
    private static final double HEIGHT = 16;
    private static final int FINER = 2;

    /** Draws a sample in a box of {@link #WIDTH} by {@link #HEIGHT}. */
    private interface Sample {
        void paint(Pen graphics, Palette palette);
    }

    GraphLegend(ObservableValue<Palette> palette, ObservableValue<String> summary, ObservableValue<String> cause) {
        setPadding(new Insets(4, 10, 6, 10));
        setSpacing(2);
        FlowPane samples = new FlowPane(12, 2,
                entry("legend.nested", palette, (graphics, colors) -> line(graphics, colors.mutedText(), 1.8, EdgeKind.CAUSAL)),
                entry("legend.next", palette, (graphics, colors) -> line(graphics, colors.mutedText(), 1.8, EdgeKind.NEXT)),
                entry("legend.provenance", palette, (graphics, colors) -> line(graphics, colors.label().strong(), 1.8, EdgeKind.PROVENANCE)),
                entry("legend.label", palette, GraphLegend::tag),
                entry("legend.cause", palette, (graphics, colors) -> line(graphics, colors.accent(), 3, EdgeKind.CAUSAL)),
                entry("legend.blocked", palette, (graphics, colors) -> GlyphPainter.mark(graphics, Mark.BLOCKED, (WIDTH - HEIGHT) / 2 + 1, 1, HEIGHT - 2, colors)),
                entry("legend.case", palette, (graphics, colors) -> MarkGlyph.paint(graphics, RunMarks.STAR, (WIDTH - HEIGHT) / 2 + 3, 3, HEIGHT - 6, colors)),
                entry("legend.folded", palette, GraphLegend::stack));
        getChildren().setAll(samples, sentence("graph-summary", summary), sentence("graph-cause-told", cause));
    }

    private static Label sentence(String id, ObservableValue<String> text) {
        Label sentence = new Label();
        sentence.setId(id);
        sentence.getStyleClass().addAll(Styles.TEXT_SMALL, Styles.TEXT_MUTED);
        sentence.setWrapText(true);
        sentence.setMinHeight(Region.USE_PREF_SIZE);
        sentence.textProperty().bind(text);
        return sentence;
    }

    private static Region entry(String key, ObservableValue<Palette> palette, Sample sample) {
        // Twice as fine as it is shown, so that it is still sharp in the largest interface.
        Canvas canvas = new Canvas(WIDTH * FINER, HEIGHT * FINER);
        canvas.getTransforms().add(new Scale(1.0 / FINER, 1.0 / FINER));
        canvas.getGraphicsContext2D().scale(FINER, FINER);
        CanvasPen pen = new CanvasPen(canvas.getGraphicsContext2D());
        palette.subscribe(colors -> {
            canvas.getGraphicsContext2D().clearRect(0, 0, WIDTH, HEIGHT);
            sample.paint(pen, colors);
        });
        Label text = new Label(TEXTS.get(key));
        text.getStyleClass().addAll(Styles.TEXT_SMALL, Styles.TEXT_MUTED);
        HBox entry = new HBox(5, new Group(canvas), text);
        entry.setAlignment(Pos.CENTER_LEFT);
        return entry;
    }

    private static void line(Pen graphics, javafx.scene.paint.Color color, double width, EdgeKind kind) {
        graphics.setStroke(color);
        graphics.setFill(color);
        graphics.setLineWidth(width);
        graphics.setLineDashes(GraphPainter.dashes(kind));
        graphics.strokeLine(0, HEIGHT / 2, WIDTH - 6, HEIGHT / 2);
        graphics.setLineDashes();
        graphics.fillPolygon(new double[] {WIDTH, WIDTH - 7, WIDTH - 7}, new double[] {HEIGHT / 2, HEIGHT / 2 - 3.5, HEIGHT / 2 + 3.5}, 3);
    }

    private static void tag(Pen graphics, Palette palette) {
        graphics.setFill(palette.label().soft());
        graphics.fillRoundRect(2, 2, WIDTH - 4, HEIGHT - 4, HEIGHT, HEIGHT);
        graphics.setStroke(palette.label().strong());
        graphics.setLineWidth(1);
        graphics.strokeRoundRect(2, 2, WIDTH - 4, HEIGHT - 4, HEIGHT, HEIGHT);
    }

    private static void stack(Pen graphics, Palette palette) {
        graphics.setStroke(palette.neutral().strong());
        graphics.setLineWidth(1.2);
        graphics.setFill(palette.background());
        graphics.strokeRoundRect(6, 4.5, 20, 10, 4, 4);
        graphics.fillRoundRect(2, 1.5, 20, 10, 4, 4);
        graphics.strokeRoundRect(2, 1.5, 20, 10, 4, 4);
    }
}
