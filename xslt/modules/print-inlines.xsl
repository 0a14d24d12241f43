<?xml version="1.0" encoding="UTF-8"?>
<!-- Runs for the typesetter: text by language, type faces, notes at their marks. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="urn:teiwright:functions"
                xmlns:m="urn:teiwright:modes"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                exclude-result-prefixes="#all">

  <xsl:template match="text()" mode="m:print" as="item()*">
    <xsl:for-each select="f:runs(.)">
      <xsl:choose>
        <xsl:when test="@lang ne ''"><run lang="{@lang}"><xsl:value-of select="."/></run></xsl:when>
        <xsl:otherwise><xsl:value-of select="."/></xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="comment() | processing-instruction() | tei:cb | tei:fw | tei:anchor" mode="m:print"/>

  <xsl:template match="tei:note" mode="m:print" as="element(note)">
    <note mark="{(@n, replace(f:id(.), '\D', ''))[1]}" id="{f:id(.)}"><xsl:apply-templates mode="m:print"/></note>
  </xsl:template>

  <!-- Pretty-printed white space between a note's paragraphs is not text. -->
  <xsl:template match="(tei:note | tei:item | tei:cell)[tei:p]/text()[not(normalize-space())]" mode="m:print" priority="1"/>

  <!-- The page says what the words say: who is named and what is cited shows in the other editions. -->
  <xsl:template match="tei:persName | tei:placeName | tei:orgName | tei:geogName | tei:country | tei:settlement | tei:region
                       | tei:bloc | tei:district | tei:date | tei:bibl | tei:seg | tei:author | tei:editor | tei:publisher
                       | tei:pubPlace | tei:biblScope | tei:citedRange | tei:idno | tei:repository | tei:affiliation | tei:name
                       | tei:rs | tei:num | tei:measure | tei:time | tei:roleName | tei:addName | tei:genName | tei:nameLink
                       | tei:extent | tei:institution | tei:collection | tei:relatedItem | tei:desc | tei:availability
                       | tei:birth | tei:catRef | tei:classCode | tei:death | tei:distributor | tei:education | tei:figDesc
                       | tei:floruit | tei:geo | tei:licence | tei:location | tei:nationality | tei:occupation | tei:residence
                       | tei:resp | tei:respStmt | tei:sponsor | tei:state | tei:trait | tei:altIdentifier | tei:analytic
                       | tei:monogr | tei:msContents | tei:msIdentifier | tei:msName | tei:textLang | tei:titlePart
                       | tei:forename | tei:surname | tei:edition | tei:series | tei:label | tei:funder | tei:s | tei:w | tei:c
                       | tei:abbr | tei:orig | tei:sic | tei:corr | tei:reg | tei:expan | tei:add | tei:ex | tei:am
                       | tei:unclear | tei:address | tei:addrLine | tei:email | tei:imprint | tei:supplied | tei:cit
                       | tei:eventName | tei:docAuthor | tei:foreign | tei:term | tei:gloss | tei:mentioned | tei:soCalled
                       | tei:quote | tei:q | tei:said | tei:code | tei:formula | tei:eg"
                mode="m:print" as="item()*" priority="-0.5">
    <xsl:apply-templates mode="m:print"/>
  </xsl:template>

  <xsl:template match="tei:foreign[@xml:lang]" mode="m:print" as="element(run)" priority="0">
    <run lang="{@xml:lang}"><xsl:value-of select="f:printed(.)"/></run>
  </xsl:template>

  <!-- An editor's correction follows the printed word in brackets. -->
  <xsl:template match="tei:choice" mode="m:print" as="item()*">
    <xsl:apply-templates select="(tei:sic, tei:orig, tei:abbr)[1]/node()" mode="m:print"/>
    <xsl:if test="tei:corr">
      <correction><xsl:apply-templates select="tei:corr/node()" mode="m:print"/></correction>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:title" mode="m:print" as="item()*" priority="0">
    <xsl:sequence select="f:face(@rend, .)"/>
  </xsl:template>

  <xsl:template match="tei:hi" mode="m:print" as="item()*">
    <xsl:sequence select="f:face(@rend, .)"/>
  </xsl:template>

  <xsl:template match="tei:emph" mode="m:print" as="element(face)">
    <face type="italic"><xsl:apply-templates mode="m:print"/></face>
  </xsl:template>

  <xsl:template match="tei:del" mode="m:print" as="element(face)">
    <face type="strikethrough"><xsl:apply-templates mode="m:print"/></face>
  </xsl:template>

  <xsl:variable name="print-faces" as="map(xs:string, xs:string)" select="map {
    'italic': 'italic', 'italics': 'italic', 'i': 'italic', 'bold': 'bold', 'b': 'bold', 'sup': 'superscript',
    'superscript': 'superscript', 'sub': 'subscript', 'subscript': 'subscript', 'underline': 'underline',
    'strikethrough': 'strikethrough' }"/>

  <xsl:function name="f:face" as="item()*">
    <xsl:param name="rend" as="attribute()?"/>
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="face" as="xs:string?" select="$print-faces(string(tokenize($rend)[1]))"/>
    <xsl:choose>
      <xsl:when test="exists($face)">
        <face type="{$face}"><xsl:apply-templates select="$element/node()" mode="m:print"/></face>
      </xsl:when>
      <xsl:otherwise><xsl:apply-templates select="$element/node()" mode="m:print"/></xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:template match="tei:ref[matches(@target, '^(https?|mailto):')]" mode="m:print" as="element(link)">
    <link target="{@target}"><xsl:apply-templates mode="m:print"/></link>
  </xsl:template>

  <xsl:template match="tei:ref" mode="m:print" as="item()*" priority="-0.5">
    <xsl:apply-templates mode="m:print"/>
  </xsl:template>

  <xsl:template match="tei:ptr" mode="m:print" as="text()">
    <xsl:value-of select="@target"/>
  </xsl:template>

  <xsl:template match="tei:pb" mode="m:print" as="element(source-page)">
    <source-page n="{@n}"/>
  </xsl:template>

  <xsl:template match="tei:lb" mode="m:print" as="element(break)">
    <break/>
  </xsl:template>

  <xsl:template match="tei:gap" mode="m:print" as="text()">
    <xsl:text>[…]</xsl:text>
  </xsl:template>

  <xsl:template match="*" mode="m:print" priority="-1" as="element(unhandled)">
    <xsl:sequence select="f:report('unhandled', .)"/>
    <unhandled name="{name()}"><xsl:apply-templates mode="m:print"/></unhandled>
  </xsl:template>
</xsl:stylesheet>
