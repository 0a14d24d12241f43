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
  <xsl:include href="modules/shape.xsl"/>
  <xsl:include href="modules/notes.xsl"/>
  <xsl:include href="modules/metadata.xsl"/>
  <xsl:include href="modules/cite.xsl"/>
  <xsl:include href="modules/records.xsl"/>
  <xsl:include href="modules/identifiers.xsl"/>
  <xsl:include href="modules/print-blocks.xsl"/>
  <xsl:include href="modules/print-inlines.xsl"/>
  <xsl:include href="modules/print-index.xsl"/>
  <xsl:include href="modules/report.xsl"/>

  <xsl:output method="xml" encoding="UTF-8" indent="no"/>

  <xsl:mode on-no-match="fail" on-multiple-match="fail"/>
  <xsl:mode name="m:print" on-no-match="fail" on-multiple-match="fail"/>

  <xsl:template match="/" as="element(article)">
    <xsl:apply-templates select="*" mode="m:print"/>
  </xsl:template>

  <xsl:template match="/tei:TEI" mode="m:print" as="element(article)" priority="1">
    <article lang="{$article-language}" title="{f:title(.)}" short-title="{f:main-title(.)}"
             author="{string-join(f:authors(.), f:word('comma'))}" series="{f:series(.)}" number="{f:number(.)}"
             date="{f:source-date(.) ! f:plain-date(.)}" notes-head="{f:word('notes')}" keywords="{string-join(tei:teiHeader/tei:profileDesc/tei:textClass//tei:term ! normalize-space(.), ', ')}">
      <xsl:call-template name="f:print-article"/>
      <endnotes/>
      <xsl:sequence select="f:print-indexes(.), f:print-imprint(.)"/>
    </article>
  </xsl:template>

  <xsl:template name="f:print-article" as="node()*">
    <xsl:context-item as="element(tei:TEI)" use="required"/>
    <xsl:if test="empty(tei:text/tei:front/tei:titlePage)">
      <xsl:sequence select="f:print-header-title(.), f:print-summary(.)"/>
    </xsl:if>
    <xsl:call-template name="f:print-flow">
      <xsl:with-param name="nodes" select="f:shown-parts(.)"/>
    </xsl:call-template>
  </xsl:template>

  <!-- A corpus is one volume: each of its documents after the other. -->
  <xsl:template match="/tei:teiCorpus" mode="m:print" as="element(article)" priority="1">
    <xsl:variable name="title" as="xs:string" select="string((tei:teiHeader/tei:fileDesc/tei:titleStmt/tei:title)[1] ! f:printed(.))"/>
    <article lang="{$article-language}" title="{$title}" short-title="{$title}" author="" series="" number="" date="" notes-head="{f:word('notes')}" keywords="">
      <title-page made="header"><main-title><part type="main"><xsl:value-of select="$title"/></part></main-title></title-page>
      <xsl:apply-templates select="* except tei:teiHeader" mode="m:print"/>
      <endnotes/>
    </article>
  </xsl:template>

  <xsl:template match="tei:teiCorpus | tei:TEI" mode="m:print" as="node()*">
    <xsl:choose>
      <xsl:when test="self::tei:TEI"><xsl:call-template name="f:print-article"/></xsl:when>
      <xsl:otherwise><xsl:apply-templates select="* except tei:teiHeader" mode="m:print"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- What a PDF's own date can be: a year of our era, with month and day where they are known. -->
  <xsl:function name="f:plain-date" as="xs:string">
    <xsl:param name="value" as="xs:string"/>
    <xsl:variable name="day" as="xs:string" select="replace($value, '(T.*|Z|[+-]\d\d:\d\d)$', '')"/>
    <xsl:sequence select="if (matches($day, '^\d{4}(-\d\d(-\d\d)?)?$') and ($day castable as xs:date or $day castable as xs:gYearMonth
      or $day castable as xs:gYear)) then $day else ''"/>
  </xsl:function>
</xsl:stylesheet>
