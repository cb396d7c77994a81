package dev.pathwarden.policies.report;

import com.openhtmltopdf.css.sheet.FontFaceRule;
import com.openhtmltopdf.css.style.CssContext;
import com.openhtmltopdf.extend.FSSupplier;
import com.openhtmltopdf.extend.OutputDevice;
import com.openhtmltopdf.extend.SVGDrawer;
import com.openhtmltopdf.layout.SharedContext;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.render.Box;
import com.openhtmltopdf.render.RenderingContext;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.io.File;
import java.io.InputStream;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Draws the lines between the boxes of a picture into a PDF: of an SVG element its paths, with what the template writes of them and nothing else. It reads no text and no address. */
final class LineDrawer implements SVGDrawer {

    private static final Pattern PART = Pattern.compile("([MLCZ])((?: ?-?[0-9]{1,6}){0,6})");

    @Override
    public SVGImage buildSVGImage(Element svg, Box box, CssContext context, double cssWidth, double cssHeight, double dotsPerPixel) {
        int width = Integer.parseInt(svg.getAttribute("width"));
        int height = Integer.parseInt(svg.getAttribute("height"));
        return new SVGImage() {
            @Override
            public int getIntrinsicWidth() {
                return (int) (width * dotsPerPixel);
            }

            @Override
            public int getIntrinsicHeight() {
                return (int) (height * dotsPerPixel);
            }

            @Override
            public void drawSVG(OutputDevice device, RenderingContext rendering, double x, double y) {
                device.drawWithGraphics((float) x, (float) y, width, height, graphics -> draw(svg.getElementsByTagName("path"), graphics));
            }
        };
    }

    private static void draw(NodeList paths, Graphics2D graphics) {
        for (int i = 0; i < paths.getLength(); i++) {
            Element path = (Element) paths.item(i);
            Path2D shape = shape(path.getAttribute("d"));
            boolean filled = !path.getAttribute("fill").equals("none");
            graphics.setColor(Color.decode(path.getAttribute(filled ? "fill" : "stroke")));
            if (filled) {
                graphics.fill(shape);
            } else {
                graphics.setStroke(new BasicStroke(Float.parseFloat(path.getAttribute("stroke-width")), BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND));
                graphics.draw(shape);
            }
        }
    }

    /** The shape that a path describes by absolute coordinates. */
    static Path2D shape(String path) {
        Path2D shape = new Path2D.Double();
        Matcher parts = PART.matcher(path);
        while (parts.find()) {
            int[] at = Pattern.compile(" ").splitAsStream(parts.group(2).strip()).filter(number -> !number.isEmpty()).mapToInt(Integer::parseInt).toArray();
            switch (parts.group(1)) {
                case "M" -> shape.moveTo(at[0], at[1]);
                case "L" -> shape.lineTo(at[0], at[1]);
                case "C" -> shape.curveTo(at[0], at[1], at[2], at[3], at[4], at[5]);
                default -> shape.closePath();
            }
        }
        return shape;
    }

    @Override
    public void importFontFaceRules(List<FontFaceRule> rules, SharedContext context) {
        // There are no texts.
    }

    @Override
    public void addFontFile(File file, String family, Integer weight, FontStyle style) {
        // There are no texts.
    }

    @Override
    public void addFontStream(FSSupplier<InputStream> font, String family, Integer weight, FontStyle style) {
        // There are no texts.
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
