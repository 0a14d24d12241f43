<?xml version="1.0" encoding="UTF-8"?>
<!-- The typesetter's input: a plain XML of blocks and runs, which the Typst template reads and sets. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="urn:teiwright:functions"
                xmlns:m="urn:teiwright:modes"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                exclude-result-prefixes="#all">

  <xsl:include href="modules/common.xsl"/>
  <xsl:include href="modules/metadata.xsl"/>
  <xsl:include href="modules/print-blocks.xsl"/>
  <xsl:include href="modules/print-inlines.xsl"/>
  <xsl:include href="modules/report.xsl"/>

  <xsl:output method="xml" encoding="UTF-8" indent="no"/>

  <xsl:mode on-no-match="fail" on-multiple-match="fail"/>
  <xsl:mode name="m:print" on-no-match="fail" on-multiple-match="fail"/>

  <xsl:template match="/" as="element(article)">
    <xsl:apply-templates select="descendant-or-self::tei:TEI[1]" mode="m:print"/>
  </xsl:template>

  <xsl:template match="tei:TEI" mode="m:print" as="element(article)">
    <article lang="{$article-language}" title="{f:title(.)}" short-title="{f:main-title(.)}"
             author="{string-join(f:authors(.), f:word('comma'))}" series="{f:series(.)}" number="{f:number(.)}"
             date="{f:source-date(.)}" keywords="{string-join(tei:teiHeader/tei:profileDesc/tei:textClass//tei:term ! normalize-space(.), ', ')}">
      <xsl:if test="empty(tei:text/tei:front/tei:titlePage)">
        <xsl:sequence select="f:print-header-title(.)"/>
      </xsl:if>
      <xsl:apply-templates select="tei:text" mode="m:print"/>
    </article>
  </xsl:template>
</xsl:stylesheet>
