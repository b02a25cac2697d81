# A page of Scribus: it runs this itself.
import sys

import scribus

scribus.newDocument(
    scribus.PAPER_A5, (10, 10, 10, 10), scribus.PORTRAIT, 1, scribus.UNIT_MILLIMETERS, scribus.PAGE_1, 0, 1
)
scribus.defineColor("Rut", 0, 250, 224, 15)
scribus.setFillColor("Rut", scribus.createRect(0, 0, 148, 60))
words = scribus.createText(10, 80, 120, 20)
scribus.setText("Hallo Köln", words)
scribus.setFontSize(9, words)
page = scribus.PDFfile()
page.file = sys.argv[1]
page.save()
scribus.closeDoc()
